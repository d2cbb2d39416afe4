import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { fail, type Usage, usageText } from "../../src/cli/usage.ts";
import { conversations } from "./conversations.ts";
import { readModelWords } from "./model-words.ts";
import { differingPages, examplesFolder, playedPages } from "./pages.ts";

const usage: Usage = {
	command: "npm run examples [-- --check]",
	does: "Plays the example conversations with the real bot beside a loopback Slack, without a model and with one that is played by a stand-in, and writes them down under docs/examples.",
	options: [
		["--check", "only say which pages are not as they would be written; exit code 1 where there are any"],
		["--help", "this text"],
	],
};

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { check: { type: "boolean", default: false }, help: { type: "boolean", default: false } } });
	if (values.help) {
		console.log(usageText(usage));
		return;
	}
	const pages = await playedPages(conversations, readModelWords());
	const differ = differingPages(pages);
	if (values.check) {
		for (const name of differ) console.error(`docs/examples/${name} is not as npm run examples writes it`);
		if (differ.length > 0) process.exitCode = 1;
		else console.log(`All ${pages.size} pages are as they would be written.`);
		return;
	}
	mkdirSync(examplesFolder, { recursive: true });
	for (const name of differ) {
		const page = pages.get(name);
		if (page === undefined) rmSync(join(examplesFolder, name));
		else writeFileSync(join(examplesFolder, name), page);
		console.log(`docs/examples/${name}${page === undefined ? " is gone" : ""}`);
	}
	console.log(`${pages.size} pages, ${differ.length} of them changed.`);
}

await main().catch((error: unknown) => fail(error, usage));
