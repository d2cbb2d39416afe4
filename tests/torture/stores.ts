import { execFileSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { RedisServer } from "../support/redis-server.ts";
import { temporaryDir } from "../support/temporary-dir.ts";
import { pause, random, Stage, type Tally } from "./stage.ts";

export type RedisFigures = Tally & { kills: number; acked: number; seconds: number };

/** Redis is killed and started again while questions come in. */
export async function killRedis({ questions, kills, seed, redis }: { questions: number; kills: number; seed: number; redis: RedisServer }): Promise<RedisFigures> {
	const started = performance.now();
	const next = random(seed);
	const stage = await Stage.open({ transport: "socket", bots: 2, channels: Math.ceil(questions / 3), users: 40, settings: { REDIS_URL: redis.url } });
	try {
		let acked = 0;
		const deliveries: Promise<unknown>[] = [];
		for (let at = 0; at < questions; at++) {
			deliveries.push(stage.ask(at).delivered.then((results) => (acked += results.filter((one) => one.acked).length)));
			await pause(next() * 20);
			if (at % Math.ceil(questions / kills) !== Math.floor(questions / kills / 2)) continue;
			await redis.kill();
			await pause(next() * 800);
			await redis.start();
		}
		await Promise.all(deliveries);
		const tally = await stage.settled(90_000);
		return { ...tally, kills, acked, seconds: Math.round((performance.now() - started) / 1000) };
	} finally {
		await stage.close();
	}
}

export type DiskFigures = Tally & { ackedBefore: number; refused: number; ackedAfter: number; seconds: number };

/** A small file system of its own in memory; `undefined` where none may be mounted. */
export function mountSmallDisk(): { path: string; unmount: () => void } | undefined {
	const dir = temporaryDir();
	const path = join(dir.path, "disk");
	mkdirSync(path);
	try {
		execFileSync("mount", ["-t", "tmpfs", "-o", "size=48m", "tmpfs", path], { stdio: "ignore" });
	} catch {
		dir.remove();
		return undefined;
	}
	return {
		path,
		unmount: () => {
			execFileSync("umount", ["-l", path], { stdio: "ignore" });
			dir.remove();
		},
	};
}

/** Writes until nothing more fits. */
function fill(file: string): void {
	const handle = openSync(file, "w");
	try {
		for (;;) writeSync(handle, Buffer.alloc(4096));
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
	} finally {
		closeSync(handle);
	}
}

/** The disk is full for a while: what comes in meanwhile is not acked, and Slack sends it again until there is room. */
export async function fillDisk({ questions, path }: { questions: number; path: string }): Promise<DiskFigures> {
	const started = performance.now();
	let refused = 0;
	const stage = await Stage.open({ transport: "http", bots: 1, channels: questions, users: 20, settings: { DATA_DIR: join(path, "data"), LOG_LEVEL: "error" }, slack: { retryAfterMs: [] } });
	try {
		const third = Math.floor(questions / 3);
		const ask = async (from: number, to: number): Promise<{ event: Record<string, unknown>; acked: boolean }[]> =>
			Promise.all(
				Array.from({ length: to - from }, async (_, at) => {
					const { event } = stage.ask(from + at, { deliver: false });
					return { event, acked: (await stage.slack.sendEvent(event)).acked };
				}),
			);
		const before = await ask(0, third);
		const filler = join(path, "filler");
		fill(filler);
		// The journal has some room of its own left: it is used up first.
		const during: { event: Record<string, unknown>; acked: boolean }[] = [];
		for (let at = third; at < 2 * third; at++) during.push(...(await ask(at, at + 1)));
		refused = during.filter(({ acked }) => !acked).length;
		rmSync(filler);
		const after = await ask(2 * third, questions);
		// As Slack does, for what was not acked.
		const again = await Promise.all(during.filter(({ acked }) => !acked).map(({ event }) => stage.slack.sendEvent(event)));
		const tally = await stage.settled(90_000);
		const acked = (all: readonly { acked: boolean }[]): number => all.filter((one) => one.acked).length;
		return { ...tally, ackedBefore: acked(before) + acked(during), refused, ackedAfter: acked(after) + acked(again), seconds: Math.round((performance.now() - started) / 1000) };
	} finally {
		await stage.close();
	}
}
