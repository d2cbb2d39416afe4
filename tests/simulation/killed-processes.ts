import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { disconnect } from "../../src/adapters/redis/connection.ts";
import { openDatabase } from "../../src/adapters/sqlite/database.ts";
import type { Catalog } from "../../src/core/catalog/catalog.ts";
import { recordingLog } from "../fakes/recording-log.ts";
import { temporaryDir } from "../support/temporary-dir.ts";
import { type Death, makeChannels, question, type WeeklyState, workspace, type Year } from "./digest-year.ts";
import { Random } from "./random.ts";
import { redisConnected } from "./redis-backing.ts";
import { SimulatedSlack, usualTroubles } from "./simulated-slack.ts";
import { stateOn } from "./sqlite-backing.ts";

/** What a process asks of Slack, and what passes between it and its parent. */
export type Call = { id: number; method: "upload" | "post" | "find" | "tell"; args: unknown[] };
export type FromProcess = { kind: "ready" } | { kind: "idle" } | ({ kind: "call" } & Call);
export type ToProcess = { kind: "tick"; now: number } | { kind: "answer"; id: number; value?: unknown; error?: string };

/** Where real processes keep what they know. */
export type RealStore = {
	name: string;
	/** How many processes work on it at once. */
	instances: number;
	/** What each process opens: a folder, or a Redis. */
	kind: "sqlite" | "redis";
	place: string;
	/** The same, as the world looks into it. */
	world: WeeklyState;
	close: () => Promise<void>;
};

/** A folder of its own, for one process at a time. */
export function folderStore(): RealStore {
	const dir = temporaryDir();
	const database = openDatabase(join(dir.path, "state.sqlite"));
	const close = async (): Promise<void> => {
		database.close();
		dir.remove();
	};
	return { name: "embedded, one real process that is killed", instances: 1, kind: "sqlite", place: dir.path, world: stateOn(database), close };
}

/** A Redis, which is emptied first. */
export async function redisStore(url: string, instances: number): Promise<RealStore> {
	const { client, state } = await redisConnected(url);
	await client.flushAll();
	return { name: `${instances} real processes on Redis that are killed`, instances, kind: "redis", place: url, world: state, close: () => disconnect(client) };
}

export type KilledOptions = {
	store: RealStore;
	catalog: Catalog;
	from: number;
	weeks: number;
	channels: number;
	seed: number;
	/** Of each call to Slack, how likely it is a process's last. */
	killed: number;
};

const minuteMs = 60_000;
/** Each kill leaves a claim of two minutes behind, and here they are frequent: a digest may be interrupted again and again. */
export const onTimeThroughKillsMs = 60 * minuteMs;
const dayMs = 24 * 60 * minuteMs;
/** Longer than a claim lasts, after which another may look what became of a digest. */
const watchMinutes = 6;
/** A process that has just been answered writes down what came of it: a kill in these milliseconds falls into that. */
const recordingMs = 6;

/** Lets real processes send the digests of some weeks on a real store, and kills them with SIGKILL: before Slack is reached, before its answer is, and while it is being recorded. */
export async function liveThroughKills({ store, catalog, from, weeks, channels: count, seed, killed }: KilledOptions): Promise<Year> {
	const { world, instances } = store;
	const until = from + weeks * 7 * dayMs;
	const random = new Random(seed);
	let now = from;
	const slack = new SimulatedSlack({ now: () => now, sleep: async () => {} }, random, usualTroubles);
	const channels = makeChannels({ channels: count, from }, random, until);
	for (const { id, schedule, asked } of channels) {
		await world.subscriptions.set({ workspace, channel: id, subscriber: "U0YEAR", schedule, since: from - 1 });
		for (const at of asked.toSorted((a, b) => a - b)) await world.asked.note(question(id, at, catalog, random));
	}
	const deaths: Death[] = [];

	/** One process after the other, in one place. */
	class Place {
		readonly instance: number;
		#child: ChildProcess | undefined;
		#heard: (message: FromProcess) => void = () => {};
		#ended: () => void = () => {};

		constructor(instance: number) {
			this.instance = instance;
		}

		/** Resolves when the process has done what is due, or was killed over it; starts one where there is none. */
		async tick(): Promise<void> {
			const child = this.#child ?? (await this.#start());
			await new Promise<void>((resolve) => {
				this.#heard = ({ kind }) => kind === "idle" && resolve();
				this.#ended = resolve;
				child.send({ kind: "tick", now } satisfies ToProcess);
			});
		}

		async end(): Promise<void> {
			if (this.#child !== undefined) await this.#kill(this.#child);
		}

		async #start(): Promise<ChildProcess> {
			// It is no test, also where a test starts it.
			const { VITEST: _, ...env } = process.env;
			const child = fork(join(import.meta.dirname, "digest-process.ts"), [store.kind, store.place], { env, stdio: ["ignore", "ignore", "inherit", "ipc"] });
			this.#child = child;
			child.on("message", (message: FromProcess) => (message.kind === "call" ? void this.#answer(child, message) : this.#heard(message)));
			await new Promise<void>((resolve, reject) => {
				this.#heard = ({ kind }) => kind === "ready" && resolve();
				this.#ended = () => reject(new Error("Expected a process that is ready, got its end"));
				child.once("exit", () => {
					// Not of one whose place another has taken.
					if (this.#child === undefined || this.#child === child) this.#ended();
				});
			});
			return child;
		}

		async #kill(child: ChildProcess, where?: string): Promise<void> {
			if (child.exitCode !== null || child.signalCode !== null) return;
			if (this.#child === child) this.#child = undefined;
			if (where !== undefined) deaths.push({ instance: this.instance, at: now, where, downMs: 0 });
			const ended = once(child, "exit");
			child.kill("SIGKILL");
			await ended;
		}

		async #answer(child: ChildProcess, { id, method, args }: Call): Promise<void> {
			const strike = random.happens(killed) ? random.of(["before", "between", "recording"] as const) : undefined;
			if (strike === "before") return this.#kill(child, `before ${method}`);
			const answer = await (slack[method] as (...given: unknown[]) => Promise<unknown>)(...args).then(
				(value) => ({ value }),
				(error: unknown) => ({ error: String(error) }),
			);
			if (strike === "between") return this.#kill(child, `between ${method} and its answer`);
			if (child.connected) child.send({ kind: "answer", id, ...answer } satisfies ToProcess);
			if (strike === "recording") setTimeout(() => void this.#kill(child, `recording ${method}`), random.between(0, recordingMs));
		}
	}

	const places = Array.from({ length: instances }, (_, at) => new Place(at));
	const dueTimes = [...new Set(channels.flatMap(({ due }) => due.map(({ at }) => at)))].sort((a, b) => a - b);
	let ticks = 0;
	try {
		for (const [at, due] of dueTimes.entries()) {
			// As long after the last kill, too, as long as anything can still be under way.
			const watched = (): number => Math.max(due, deaths.at(-1)?.at ?? from) + watchMinutes * minuteMs;
			for (now = Math.max(now, due); now < Math.min(watched(), dueTimes[at + 1] ?? until); now += minuteMs) {
				ticks += places.length;
				await Promise.all(places.map((place) => place.tick()));
			}
		}
	} finally {
		await Promise.all(places.map((place) => place.end()));
	}
	now = until;
	return { from, until, channels, slack, deaths, lives: [{ instance: 0, from, until }], logged: recordingLog().entries, ticks };
}
