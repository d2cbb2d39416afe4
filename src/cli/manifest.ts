import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { parse } from "yaml";
import { checkManifest, scopesOfMethod } from "../adapters/slack/manifest.ts";
import { commandName, messageShortcuts, subscribedEvents } from "../adapters/slack/registered.ts";
import { fail, type Usage, usageText } from "./usage.ts";

const usage: Usage = {
	command: "npm run manifest -- check",
	does: "Compares manifest.yml with what the app registers and calls: no scope, event or command too much or too little.",
	options: [["--help", "this text"]],
};

function main(): void {
	const { values, positionals } = parseArgs({ allowPositionals: true, options: { help: { type: "boolean", short: "h" } } });
	if (values.help === true || positionals[0] !== "check") {
		(values.help === true ? console.log : console.error)(usageText(usage));
		process.exitCode = values.help === true ? 0 : 1;
		return;
	}
	const manifest: unknown = parse(readFileSync(join(import.meta.dirname, "../../manifest.yml"), "utf8"));
	const problems = checkManifest(manifest, { events: subscribedEvents, commands: [commandName], messageShortcuts, methods: Object.keys(scopesOfMethod), interactive: true });
	if (problems.length > 0) {
		console.error(problems.join("\n"));
		process.exitCode = 1;
	} else console.log("manifest.yml fits what the app registers and calls.");
}

try {
	main();
} catch (error) {
	fail(error, usage);
}
