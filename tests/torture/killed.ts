import type { Fault } from "../../src/playground/loopback-slack.ts";
import { until } from "../support/until.ts";
import { pause, random, Stage, type Tally } from "./stage.ts";

export type KillOptions = { questions: number; kills: number; seed: number; redisUrl?: string; bots: number };
export type KillFigures = Tally & { kills: number; byMoment: Record<string, number>; seconds: number };

/** What a bot is at when it is killed. */
const moments = ["at any time", "between store and ack", "between post and record", "before the post took effect"] as const;

/** Kills bots with SIGKILL at random moments while questions come in, starts them again, and counts the answers. */
export async function killAtRandom({ questions, kills, seed, redisUrl, bots }: KillOptions): Promise<KillFigures> {
	const started = performance.now();
	const next = random(seed);
	const stage = await Stage.open({
		transport: redisUrl === undefined ? "socket" : "http",
		bots,
		channels: Math.min(60, questions),
		users: 40,
		settings: redisUrl === undefined ? {} : { REDIS_URL: redisUrl },
	});
	const byMoment: Record<string, number> = Object.fromEntries(moments.map((moment) => [moment, 0]));
	let held: { fault: Fault; reached: boolean } | undefined;
	stage.fault = (method) => {
		if (method !== "chat.postMessage" || held === undefined || held.reached) return undefined;
		held.reached = true;
		return held.fault;
	};
	let asked = 0;
	const deliveries: Promise<unknown>[] = [];
	const ask = (): void => {
		if (asked < questions) deliveries.push(stage.ask(asked++).delivered);
	};
	try {
		for (let kill = 0; kill < kills; kill++) {
			const moment = moments[kill % moments.length] as (typeof moments)[number];
			const share = Math.ceil(((kill + 1) * questions) / kills) - asked;
			for (let one = 0; one < share - 1; one++) {
				ask();
				await pause(next() * 30);
			}
			if (moment === "between post and record") held = { fault: { kind: "lost_response", afterMs: 3000 }, reached: false };
			if (moment === "before the post took effect") held = { fault: { kind: "reset", afterMs: 3000 }, reached: false };
			ask();
			if (held !== undefined) await until("a post", () => held?.reached, 15_000);
			else await pause(moment === "between store and ack" ? next() * 4 : next() * 300);
			// Which of them it is that posts, nobody knows: with several, all die at once now and then.
			const victims = redisUrl !== undefined && held !== undefined ? stage.bots.map((_, at) => at) : [Math.floor(next() * bots)];
			await Promise.all(victims.map((at) => stage.kill(at)));
			held = undefined;
			byMoment[moment] = (byMoment[moment] ?? 0) + 1;
			await Promise.all(victims.map((at) => stage.startBot(at)));
		}
		await Promise.all(deliveries);
		const tally = await stage.settled(120_000);
		return { ...tally, kills, byMoment, seconds: Math.round((performance.now() - started) / 1000) };
	} finally {
		await stage.close();
	}
}
