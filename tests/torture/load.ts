import { readdirSync, readlinkSync, statSync } from "node:fs";
import { join } from "node:path";
import { botUser } from "../../src/playground/workspace.ts";
import type { ChildBot } from "../support/child-bot.ts";
import { until } from "../support/until.ts";
import { pause, Stage } from "./stage.ts";

const measuredBot = [process.execPath, "--expose-gc", join(import.meta.dirname, "measured-bot.ts")] as const;
const echoBot = [process.execPath, join(import.meta.dirname, "../bench/echo-bot.ts")] as const;

/** Bytes of heap after a collection, and open resources, of a bot that was started with `measured-bot.ts`. */
export async function measure(bot: ChildBot): Promise<{ heap: number; resources: number; files: number }> {
	const before = bot.stdout.length;
	bot.signal("SIGUSR2");
	const line = await until("a measurement", () => /measured (\d+) (\d+)\n/.exec(bot.stdout.slice(before)) ?? undefined, 30_000);
	return { heap: Number(line[1]), resources: Number(line[2]), files: openFiles(bot.pid ?? 0) };
}

/** File descriptors of a process that are no connections, which come and go. */
function openFiles(pid: number): number {
	const folder = `/proc/${pid}/fd`;
	return readdirSync(folder).filter((fd) => {
		try {
			return !readlinkSync(join(folder, fd)).startsWith("socket:");
		} catch {
			return false;
		}
	}).length;
}

const percentile = (values: readonly number[], share: number): number => [...values].sort((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)] ?? 0;
const only = (stage: Stage): ChildBot => {
	const [bot] = stage.bots;
	if (bot === undefined) throw new Error("Expected a bot");
	return bot;
};

export type LoadFigures = {
	asked: number;
	answered: number;
	twice: number;
	steady: { perSecond: number; ackP50: number; ackP99: number };
	burst: { size: number; ackP50: number; ackP99: number; answeredInSeconds: number };
	heapBefore: number;
	heapAfter: number;
	seconds: number;
};

/** So many questions a second for a while over many channels in Slack's pace, then many at once. */
export async function load({ perSecond, seconds, burst, channels }: { perSecond: number; seconds: number; burst: number; channels: number }): Promise<LoadFigures> {
	const started = performance.now();
	const stage = await Stage.open({ transport: "http", bots: 1, channels, users: 500, command: measuredBot, slack: { keepCalls: 0 } });
	try {
		const acks: number[] = [];
		let at = 0;
		const ask = async (): Promise<void> => {
			const sent = performance.now();
			await stage.ask(at++).delivered;
			acks.push(performance.now() - sent);
		};
		const warm = Math.min(200, perSecond * 2);
		await Promise.all(Array.from({ length: warm }, ask));
		await until("the first answers", () => stage.tally().none === 0, 60_000);
		const before = await measure(only(stage));
		acks.length = 0;
		const pending: Promise<void>[] = [];
		const begun = performance.now();
		for (let one = 0; one < perSecond * seconds; one++) {
			const due = begun + (one * 1000) / perSecond;
			if (due > performance.now()) await pause(due - performance.now());
			pending.push(ask());
		}
		await Promise.all(pending);
		const rate = (perSecond * seconds) / ((performance.now() - begun) / 1000);
		const steady = { perSecond: Math.round(rate), ackP50: Math.round(percentile(acks, 0.5)), ackP99: Math.round(percentile(acks, 0.99)) };
		await until("an answer to each", () => stage.tally().none === 0, 60_000);
		acks.length = 0;
		const burstBegun = performance.now();
		await Promise.all(Array.from({ length: burst }, ask));
		await until("an answer to each", () => stage.tally().none === 0, 120_000).catch(() => {});
		const answeredInSeconds = Math.round((performance.now() - burstBegun) / 100) / 10;
		const tally = await stage.settled(1000, 1000);
		const after = await measure(only(stage));
		return {
			asked: tally.asked,
			answered: tally.once,
			twice: tally.twice,
			steady,
			burst: { size: burst, ackP50: Math.round(percentile(acks, 0.5)), ackP99: Math.round(percentile(acks, 0.99)), answeredInSeconds },
			heapBefore: before.heap,
			heapAfter: after.heap,
			seconds: Math.round((performance.now() - started) / 1000),
		};
	} finally {
		await stage.close();
	}
}

/** Replies per second, best of so many rounds, with Slack's pace off and each question in a channel of its own. */
async function repliesPerSecond(command: readonly [string, ...string[]], questions: number, rounds: number): Promise<number> {
	const stage = await Stage.open({ transport: "http", bots: 1, channels: questions * rounds, users: 100, command, slack: { rates: false, keepCalls: 0 } });
	try {
		let best = 0;
		for (let round = 0; round < rounds; round++) {
			let replies = 0;
			const all = new Promise<void>((resolve) => {
				const stop = stage.workspace.onChange((change) => {
					if (change.kind !== "message" || change.message.user !== botUser.id || ++replies < questions) return;
					stop();
					resolve();
				});
			});
			const started = performance.now();
			let sent = 0;
			await Promise.all(
				Array.from({ length: 64 }, async () => {
					while (sent < questions) await stage.ask(round * questions + sent++).delivered;
				}),
			);
			await all;
			best = Math.max(best, questions / ((performance.now() - started) / 1000));
		}
		return best;
	} finally {
		await stage.close();
	}
}

/** Ours beside a bare Bolt app that echoes, in the same run. */
export async function besideEcho({ questions, rounds }: { questions: number; rounds: number }): Promise<{ ours: number; echo: number; ratio: number }> {
	const ours = await repliesPerSecond(measuredBot, questions, rounds);
	const echo = await repliesPerSecond(echoBot, questions, rounds);
	return { ours: Math.round(ours), echo: Math.round(echo), ratio: Math.round((ours / echo) * 100) / 100 };
}

type Moment = { answered: number; heap: number; resources: number; files: number; journal: number };
export type SoakFigures = { asked: number; answered: number; moments: Moment[]; seconds: number };

/** Very many questions, and what grows with them. What Slack shows is taken away again, so that only the bot can grow. */
export async function soak({ questions, steps }: { questions: number; steps: number }): Promise<SoakFigures> {
	const started = performance.now();
	const perStep = Math.ceil(questions / steps);
	const stage = await Stage.open({ transport: "http", bots: 1, channels: 2000, users: 1000, command: measuredBot, slack: { rates: false, keepCalls: 0 } });
	try {
		const moments: Moment[] = [];
		let answered = 0;
		stage.workspace.onChange((change) => {
			if (change.kind !== "message" || change.message.user !== botUser.id) return;
			answered++;
			const { channel, message } = change;
			setImmediate(() => stage.forget(channel, message.thread_ts ?? "", message.ts));
		});
		let sent = 0;
		for (let step = 1; step <= steps; step++) {
			await Promise.all(
				Array.from({ length: 64 }, async () => {
					while (sent < step * perStep) await stage.ask(sent++).delivered;
				}),
			);
			// On a machine that others use as well, so many questions take their time.
			await until("an answer to each", () => answered >= sent, 60_000 + 50 * perStep);
			const journal = statSync(join(stage.dataDir, "state.sqlite-wal")).size;
			moments.push({ answered, ...(await measure(only(stage))), journal });
		}
		return { asked: sent, answered, moments, seconds: Math.round((performance.now() - started) / 1000) };
	} finally {
		await stage.close();
	}
}
