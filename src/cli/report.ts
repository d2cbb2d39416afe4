import { parseArgs, styleText } from "node:util";
import { connectToRedis, disconnect } from "../adapters/redis/connection.ts";
import { RedisStartError } from "../adapters/redis/redis-start-error.ts";
import { redisStore } from "../adapters/redis/redis-store.ts";
import { readState } from "../adapters/sqlite/read-state.ts";
import { readStatePlace } from "../config.ts";
import type { Rate, Report } from "../core/report.ts";
import { reportFrom } from "../flows/report.ts";
import type { Log, Store } from "../ports.ts";
import { fail, type Usage, usageText } from "./usage.ts";

const usage: Usage = {
	command: "npm run report",
	does: "How the bot is liked, what is complained about, and what the catalog lacks: its to-do list. Reads DATA_DIR or REDIS_URL, also while the bot runs; never what was asked.",
	options: [
		["--workspace <id>", "one workspace only, such as T0123ABCD"],
		["--json", "the same as JSON"],
		["--help", "this text"],
	],
};

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { workspace: { type: "string" }, json: { type: "boolean" }, help: { type: "boolean", short: "h" } } });
	if (values.help === true) {
		console.log(usageText(usage));
		return;
	}
	const state = await openState();
	if (state === undefined) {
		console.log(`Nothing is kept in ${readStatePlace().dataDir} yet: the report begins with the first question.`);
		return;
	}
	try {
		const report = await reportFrom(state, values.workspace);
		console.log(values.json === true ? JSON.stringify(report, null, 1) : inWords(report));
	} finally {
		await state.close();
	}
}

const silent: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** What is kept, to look at; `undefined` where nothing is yet. */
async function openState(): Promise<(Pick<Store, "entries"> & { close: () => void | Promise<void> }) | undefined> {
	const { dataDir, redisUrl } = readStatePlace();
	if (redisUrl === undefined) return readState(dataDir);
	const client = await connectToRedis(redisUrl, silent, { waits: false });
	return { entries: redisStore(client).entries, close: () => disconnect(client) };
}

const bold = (text: string): string => styleText("bold", text, { stream: process.stdout });
const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
const percent = (part: number, whole: number): string => (whole === 0 ? "–" : `${Math.round((100 * part) / whole)} %`);

function inWords({ answers, abstained, byCategory, byPersona, complaints, gaps }: Report): string {
	const up = byPersona.reduce((sum, rate) => sum + rate.up, 0);
	const down = byPersona.reduce((sum, rate) => sum + rate.down, 0);
	return [
		`${answers} answers in the last 30 days; ${abstained} of them named no tool (${percent(abstained, answers)}).`,
		`${up + down} votes in the last year; ${up} found an answer helpful (${percent(up, up + down)}).`,
		...rates("Helpful, by category", byCategory),
		...rates("Helpful, by persona", byPersona),
		"",
		bold("Open complaints, by tool"),
		...(complaints.length === 0 ? ["  none"] : []),
		...complaints.flatMap(({ tool, reasons, notes, last }) => [
			`  ${tool}: ${Object.entries(reasons)
				.map(([reason, count]) => `${reason} ${count}`)
				.join(", ")}; last ${day(last)}`,
			...notes.map((note) => `      “${note}”`),
		]),
		"",
		bold("What the catalog could not answer"),
		...(gaps.length === 0 ? ["  nothing"] : []),
		...gaps.map(({ about, count, last }) => `  ${String(count).padStart(4)} × ${about}; last ${day(last)}`),
	].join("\n");
}

const rates = (title: string, all: readonly Rate[]): string[] => [
	"",
	bold(title),
	...(all.length === 0 ? ["  no votes"] : []),
	...all.map(({ name, up, down }) => `  ${name.padEnd(26)}${String(up).padStart(5)} of ${String(up + down).padStart(5)}  ${percent(up, up + down).padStart(6)}`),
];

main().catch((error: unknown) => {
	if (!(error instanceof RedisStartError)) return fail(error, usage);
	console.error(error.message);
	process.exitCode = 1;
});
