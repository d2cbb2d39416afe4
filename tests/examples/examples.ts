import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { fail, type Usage, usageText } from "../../src/cli/usage.ts";
import { conversations } from "./conversations.ts";
import { readModelWords } from "./model-words.ts";
import { playAll } from "./play.ts";
import { index, transcript } from "./transcript.ts";

const usage: Usage = {
	command: "npm run examples [-- --check]",
	does: "Plays the example conversations with the real bot beside a loopback Slack, without a model and with one that is played by a stand-in, and writes them down under docs/examples.",
	options: [
		["--check", "only say which pages are not as they would be written; exit code 1 where there are any"],
		["--help", "this text"],
	],
};
const folder = join(import.meta.dirname, "../../docs/examples");

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { check: { type: "boolean", default: false }, help: { type: "boolean", default: false } } });
	if (values.help) {
		console.log(usageText(usage));
		return;
	}
	const played = await playAll(conversations, readModelWords());
	const pages = new Map([["README.md", index(conversations)], ...played.map((one) => [`${one.conversation.file}.md`, transcript(one)] as const)]);
	mkdirSync(folder, { recursive: true });
	const stand = new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]));
	const differ = [...new Set([...pages.keys(), ...stand.keys()])].filter((name) => pages.get(name) !== stand.get(name)).sort();
	if (values.check) {
		for (const name of differ) console.error(`docs/examples/${name} is not as npm run examples writes it`);
		if (differ.length > 0) process.exitCode = 1;
		else console.log(`All ${pages.size} pages are as they would be written.`);
		return;
	}
	for (const name of differ) {
		const page = pages.get(name);
		if (page === undefined) rmSync(join(folder, name));
		else writeFileSync(join(folder, name), page);
		console.log(`docs/examples/${name}${page === undefined ? " is gone" : ""}`);
	}
	console.log(`${pages.size} pages, ${differ.length} of them changed.`);
}

await main().catch((error: unknown) => fail(error, usage));
