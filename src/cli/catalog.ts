import { parseArgs } from "node:util";
import { catalogDir } from "../adapters/catalog/read-catalog.ts";
import { joinWords } from "../core/answer/words.ts";
import { didYouMean } from "../core/nearest.ts";
import { checkCommand, checkSchemaCommand } from "./catalog/check.ts";
import { listCommand } from "./catalog/list.ts";
import { loadCatalog } from "./catalog/load.ts";
import { Mistake } from "./catalog/mistake.ts";
import { newCommand } from "./catalog/new.ts";
import { writeSchema } from "./catalog/schema.ts";
import { showCommand } from "./catalog/show.ts";
import { statsCommand } from "./catalog/stats.ts";
import { fail, type Usage, usageText } from "./usage.ts";

const usage: Usage = {
	command: "npm run catalog -- <command> [options]",
	does: "Checks the catalog, shows what is in it, and helps to extend it; with the organisation's overlay where CATALOG_OVERLAY is set.",
	options: [
		["check", "validate everything, and print how far the catalog covers the framework; exit code 1 where something is wrong"],
		["  --quiet", "one line when all is well"],
		["  --strict-freshness", "fail where a review is older than 365 days (older than 180 is a warning always)"],
		["show <tool>", "everything about one tool, by its id or any of its names"],
		["list", "the tools, one a line"],
		["  --category <id>", "only tools of this category"],
		["  --stage <id>", "only tools at this stage of the lifecycle"],
		["  --status <state>", "only tools that are active, in maintenance, or sunset"],
		["new <id>", "write a commented template to catalog/tools/<id>.yaml; never overwrites"],
		["  --print", "print the template instead"],
		["stats", "counts by licence, ring, hosting and Kubernetes, and how much is filled in"],
		["schema", "write catalog/tool.schema.json, by which editors complete and check tool files"],
		["  --check", "only say whether it is current; exit code 1 where it is not"],
		["--json", "for scripts: with check, show, list and stats"],
		["--dir <folder>", "another folder than catalog/"],
		["--help", "this text"],
	],
	example: "npm run catalog -- list --category feature-store --status active",
};

const options = {
	quiet: { type: "boolean" },
	"strict-freshness": { type: "boolean" },
	category: { type: "string" },
	stage: { type: "string" },
	status: { type: "string" },
	print: { type: "boolean" },
	check: { type: "boolean" },
	json: { type: "boolean" },
	dir: { type: "string" },
	help: { type: "boolean", short: "h" },
} as const;

type Flag = keyof typeof options;
/** What each command takes besides `--dir`; `operand` is what it is told to work on. */
const commands = {
	check: { flags: ["quiet", "strict-freshness", "json"] },
	show: { flags: ["json"], operand: "a tool" },
	list: { flags: ["category", "stage", "status", "json"] },
	new: { flags: ["print"], operand: "an id" },
	stats: { flags: ["json"] },
	schema: { flags: ["check"] },
} as const satisfies Record<string, { flags: readonly Flag[]; operand?: string }>;
type CommandName = keyof typeof commands;

function main(): void {
	const { values, positionals } = parseArgs({ allowPositionals: true, options });
	const [command, ...operands] = positionals;
	if (values.help === true) {
		console.log(usageText(usage));
		return;
	}
	if (command === undefined) throw new Mistake(`Expected a command, got none.\n\n${usageText(usage)}`);
	const dir = values.dir ?? catalogDir;
	const today = new Date().toISOString().slice(0, 10);
	const json = values.json === true;
	const operand = operands.join(" ");
	switch (checkArguments(command, operands, Object.keys(values) as Flag[])) {
		case "check":
			say(checkCommand(dir, today, { quiet: values.quiet === true, strictFreshness: values["strict-freshness"] === true, json }));
			break;
		case "show":
			say(showCommand(loadCatalog(dir).catalog, operand, json));
			break;
		case "list":
			say(listCommand(loadCatalog(dir).catalog, values, json));
			break;
		case "new":
			say(newCommand(dir, operand, today, values.print === true));
			break;
		case "stats":
			say(statsCommand(loadCatalog(dir).catalog, json));
			break;
		case "schema":
			say(values.check === true ? checkSchemaCommand(dir) : writeSchema(dir));
			break;
	}
}

/** Prints what a command found; one that found something wrong ends with exit code 1. */
function say(said: string | ReturnType<typeof checkCommand>): void {
	const { ok, out, err } = typeof said === "string" ? { ok: true, out: said, err: "" } : said;
	if (out !== "") console.log(out);
	if (err !== "") console.error(err);
	if (!ok) process.exitCode = 1;
}

/** @throws Mistake where the command doesn't exist, lacks what it works on, or does not take what it was given */
function checkArguments(command: string, operands: readonly string[], flags: readonly Flag[]): CommandName {
	const names = Object.keys(commands) as CommandName[];
	const name = names.find((one) => one === command);
	if (name === undefined) throw new Mistake(`Expected one of ${names.join(", ")}, got ${JSON.stringify(command)}.${didYouMean(command, names)}`);
	const takes: { flags: readonly Flag[]; operand?: string } = commands[name];
	if (takes.operand !== undefined && operands.length === 0) throw new Mistake(`Expected ${takes.operand} after ${name}, got nothing.`);
	if (takes.operand === undefined && operands.length > 0) throw new Mistake(`Expected nothing after ${name}, got ${JSON.stringify(operands.join(" "))}.`);
	const foreign = flags.find((flag) => flag !== "dir" && !takes.flags.includes(flag));
	if (foreign !== undefined)
		throw new Mistake(
			`Expected ${name} with ${joinWords(
				[...takes.flags, "dir"].map((flag) => `--${flag}`),
				"or",
			)}, got --${foreign}.`,
		);
	return name;
}

try {
	main();
} catch (error) {
	if (error instanceof Mistake) {
		console.error(error.message);
		process.exitCode = 1;
	} else fail(error, usage);
}
