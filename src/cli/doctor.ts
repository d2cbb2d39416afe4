import { parseArgs } from "node:util";
import { ConfigError, readConfig } from "../config.ts";
import { type Finding, ok, wrong } from "./doctor/finding.ts";
import { checkConnection, checkToken } from "./doctor/slack-checks.ts";
import { checkCatalog, checkLlm, checkStore } from "./doctor/state-checks.ts";
import { fail, type Usage, usageText } from "./usage.ts";

const usage: Usage = {
	command: "npm run doctor",
	does: "Checks what the bot needs: settings, Slack's tokens and scopes, the connection, the model, the store, the catalog. Each line says ok, or what to do.",
	options: [["--help", "this text"]],
};

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { help: { type: "boolean", short: "h" } } });
	if (values.help === true) {
		console.log(usageText(usage));
		return;
	}
	const findings = await examine();
	for (const { what, state, says } of findings) console.log(`${marks[state]}  ${what}: ${says}`);
	if (findings.some(({ state }) => state === "wrong")) process.exitCode = 1;
}

const marks: Record<Finding["state"], string> = { ok: "ok     ", warning: "better ", wrong: "to do  " };

async function examine(): Promise<Finding[]> {
	const today = new Date().toISOString().slice(0, 10);
	try {
		const config = readConfig();
		const { mode, slackApiUrl, catalogOverlay, llm, dailyBudgetUsd } = config;
		const slack =
			mode.kind === "playground" ? [ok("Slack", "no token is set: npm start opens the local workspace")] : [...(await checkToken(mode, slackApiUrl)), await checkConnection(mode, slackApiUrl)];
		return [ok("the settings", "each is as expected"), ...slack, await checkLlm(llm, dailyBudgetUsd), await checkStore(config), checkCatalog(catalogOverlay, today)];
	} catch (error) {
		if (!(error instanceof ConfigError)) throw error;
		return [...error.problems.map((problem) => wrong("the settings", problem)), checkCatalog(undefined, today)];
	}
}

main().catch((error: unknown) => fail(error, usage));
