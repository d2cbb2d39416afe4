import { writeFileSync } from "node:fs";
import { parseArgs, styleText } from "node:util";
import { catalogDir } from "../adapters/catalog/read-catalog.ts";
import { readSampleWeek, sampleChannel } from "../adapters/catalog/read-sample-week.ts";
import { drawLifecyclePng } from "../adapters/picture/lifecycle-picture.ts";
import { RedisStartError } from "../adapters/redis/redis-start-error.ts";
import { DataDirError } from "../adapters/sqlite/database.ts";
import { readDigestState } from "../adapters/sqlite/read-digest-state.ts";
import { readStatePlace } from "../config.ts";
import type { Catalog } from "../core/catalog/catalog.ts";
import { composeDigest, type Digest, type DigestInput, periodUntil, saysSomething } from "../core/digest/digest.ts";
import { groundedDigest } from "../core/digest/digest-grounding.ts";
import { digestText } from "../core/digest/digest-text.ts";
import { spanOfWeek } from "../core/digest/schedule.ts";
import { daysWords } from "../core/digest/schedule-words.ts";
import type { DigestState } from "../ports.ts";
import { loadCatalog } from "./catalog/load.ts";
import { Mistake } from "./catalog/mistake.ts";
import { fail, type Usage, usageText } from "./usage.ts";

const usage: Usage = {
	command: "npm run digest -- --dry-run [options]",
	does: "Shows the weekly digest as a channel would get it, and sends nothing: sending is done by the bot that runs. Reads\nDATA_DIR or REDIS_URL. Where that holds no questions of the week, a sample week stands in, and the first line says so.",
	options: [
		["--dry-run", "print the digest"],
		["--out <file.png>", "write its picture, with or without --dry-run"],
		["--week <2026-W47>", "of this ISO week, Monday to Sunday, instead of the seven days until now"],
		["--channel <C…>", "as this channel would get it: with its own private questions, what is new since its last digest, and no tool again"],
		["--help", "this text"],
	],
	example: "npm run digest -- --dry-run --week 2026-W47 --out digest.png",
};

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: { "dry-run": { type: "boolean" }, week: { type: "string" }, channel: { type: "string" }, out: { type: "string" }, help: { type: "boolean", short: "h" } },
	});
	if (values.help === true) {
		console.log(usageText(usage));
		return;
	}
	if (values["dry-run"] !== true && values.out === undefined) throw new Mistake(`Expected --dry-run, --out <file.png>, or both: this command sends nothing.\n\n${usageText(usage)}`);
	if (values.out !== undefined && !/\.png$/i.test(values.out)) throw new Mistake(`--out: expected a file that ends in .png, got ${JSON.stringify(values.out)}`);
	const { catalog } = loadCatalog(catalogDir);
	const { digest, note } = await digestOf(catalog, values.week, values.channel);
	if (note !== undefined) console.log(`${note}\n`);
	if (values["dry-run"] === true) {
		const [title, ...rest] = digestText(catalog, digest).split("\n");
		console.log([styleText("bold", title ?? "", { stream: process.stdout }), ...rest].join("\n"));
	}
	if (values.out !== undefined) {
		writeFileSync(values.out, await drawLifecyclePng(catalog.framework, digest.picture?.alt ?? digest.headline, digest.stages));
		console.log(`${values["dry-run"] === true ? "\n" : ""}The picture is in ${values.out}.`);
	}
}

/** From the store, or where that holds nothing of the week, from the sample week; the note says which. */
async function digestOf(catalog: Catalog, week: string | undefined, channel: string | undefined): Promise<{ digest: Digest; note?: string }> {
	const state = await openState();
	try {
		const zone = (channel === undefined ? undefined : await state?.zoneOf(channel)) ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
		const now = Date.now();
		const span = week === undefined ? undefined : spanOfWeek(week, zone);
		if (week !== undefined && span === undefined) throw new Mistake(`--week: expected an ISO week such as 2026-W47, got ${JSON.stringify(week)}`);
		const past = channel === undefined || state === undefined ? { shown: [] } : await state.past(channel, span?.until ?? now);
		const period = span === undefined ? periodUntil(now, past, zone) : { ...span, zone };
		const asked = (await state?.asked(period.from, period.until)) ?? [];
		const input: DigestInput = { catalog, readers: { channel: channel ?? "", isShared: false }, asked, past, period };
		const digest = grounded(input);
		if (asked.length > 0 && saysSomething(digest)) return { digest };
		const sample = readSampleWeek(catalog);
		const days = daysWords(period.from, period.until, zone);
		return {
			digest: grounded({ catalog, readers: { channel: sampleChannel, isShared: false }, asked: sample.asked, past: sample.past, period: { from: sample.from, until: sample.until, zone: "UTC" } }),
			note: `This is a sample week: the store holds no questions${channel === undefined ? "" : ` that ${channel} may see`} for ${days}.`,
		};
	} finally {
		await state?.close();
	}
}

/** Where the bot keeps what was asked; `undefined` where nothing is kept yet. Redis is loaded where it is used. */
async function openState(): Promise<DigestState | undefined> {
	const { dataDir, redisUrl } = readStatePlace();
	return redisUrl === undefined ? readDigestState(dataDir) : (await import("../adapters/redis/read-digest-state.ts")).readDigestState(redisUrl);
}

const grounded = (input: DigestInput): Digest => groundedDigest(input, composeDigest(input)).digest;

main().catch((error: unknown) => {
	if (error instanceof Mistake || error instanceof DataDirError || error instanceof RedisStartError) {
		console.error(error.message);
		process.exitCode = 1;
	} else fail(error, usage);
});
