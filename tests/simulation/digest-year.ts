import type { Catalog } from "../../src/core/catalog/catalog.ts";
import type { CategoryId } from "../../src/core/catalog/vocabulary.ts";
import type { Asked } from "../../src/core/digest/asked.ts";
import { type Schedule, weekdays } from "../../src/core/digest/schedule.ts";
import { DigestRun } from "../../src/flows/digest-run.ts";
import { type SendingDeps, sendDigest } from "../../src/flows/send-digest.ts";
import type { AskedLog, DigestLog, Subscriptions } from "../../src/ports.ts";
import { type LogEntry, recordingLog } from "../fakes/recording-log.ts";
import { type Coming, comings } from "./digest-oracle.ts";
import { ProcessLife } from "./process-life.ts";
import { Random } from "./random.ts";
import { SimulatedClock } from "./simulated-clock.ts";
import { SimulatedSlack, type Troubles } from "./simulated-slack.ts";

/** What the digests go by, wherever it is kept. */
export type WeeklyState = { asked: AskedLog; subscriptions: Subscriptions; digests: DigestLog };
/** A place that outlives the processes which open it. */
export type Backing = {
	name: string;
	/** How many processes work on it at once. */
	instances: number;
	/** As a process opens it that starts, in the place of the one that was killed before. */
	open: (instance: number) => Promise<WeeklyState>;
	/** As the world looks into it: there all the time. */
	world: WeeklyState;
	close: () => Promise<void>;
};

export type YearOptions = {
	backing: Backing;
	catalog: Catalog;
	from: number;
	weeks: number;
	channels: number;
	seed: number /** Of each call of the world, how likely it is a process's last. */;
	killed: number;
	troubles: Troubles;
};

export type SimulatedChannel = { id: string; schedule: Schedule; due: Coming[]; asked: number[] };
export type Death = { instance: number; at: number; where: string; downMs: number };
/** All that happened, to be judged. */
export type Year = {
	from: number;
	until: number;
	channels: SimulatedChannel[];
	slack: SimulatedSlack;
	deaths: Death[];
	/** When each instance ran. */
	lives: { instance: number; from: number; until: number }[];
	logged: readonly LogEntry[];
	ticks: number;
};

export const workspace = "T0YEAR";
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const zones = [
	"Europe/Berlin",
	"Europe/London",
	"America/New_York",
	"America/Los_Angeles",
	"America/Sao_Paulo",
	"America/Santiago",
	"Africa/Casablanca",
	"Asia/Kolkata",
	"Asia/Tokyo",
	"Australia/Sydney",
	"Australia/Lord_Howe",
	"Pacific/Auckland",
];
/** Mostly when people work, and some in the hours in which clocks are set. */
const times = [[9, 0], [9, 0], [9, 30], [16, 45], [2, 30], [1, 45], [0, 0]] as const; // biome-ignore format: one list
/** Long enough after something was due, or a process came back, for all that can go wrong to have gone wrong. */
const watchMs = 12 * minuteMs;
const anywayMs = 30 * minuteMs;

/** Lets a bot, or several on one state, live through weeks of digests, with kills, restarts and a Slack that fails. */
export async function liveThrough(options: YearOptions): Promise<Year> {
	const { backing, catalog, from, weeks, seed, killed, troubles } = options;
	const until = from + weeks * 7 * dayMs;
	const random = new Random(seed);
	const clock = new SimulatedClock(from);
	const slack = new SimulatedSlack(clock, random, troubles);
	const log = recordingLog();
	const channels = makeChannels(options, random, until);
	for (const { id, schedule } of channels) await backing.world.subscriptions.set({ workspace, channel: id, subscriber: "U0YEAR", schedule, since: from - 1 });
	const questions = channels.flatMap(({ id, asked }) => asked.map((at) => question(id, at, catalog, random))).sort((a, b) => a.at - b.at);

	const deaths: Death[] = [];
	const lives: Year["lives"] = [];
	const running: { life?: { run: DigestRun; began: number } | undefined; startsAt: number }[] = Array.from({ length: backing.instances }, () => ({ startsAt: from }));
	const longOutages = new Set([Math.floor(weeks / 3), Math.floor((2 * weeks) / 3)]);

	const start = async (instance: number): Promise<void> => {
		const slot = running[instance];
		if (slot === undefined) return;
		const life = new ProcessLife(
			clock,
			() => (random.happens(killed) ? (random.happens(0.5) ? "before" : "after") : undefined),
			(where) => {
				const at = clock.now();
				lives.push({ instance, from: slot.life?.began ?? at, until: at });
				const week = Math.floor((at - from) / (7 * dayMs));
				const isLong = longOutages.delete(week);
				const downMs = isLong ? 30 * hourMs : downtime(random);
				deaths.push({ instance, at, where, downMs });
				slot.life = undefined;
				slot.startsAt = at + downMs;
			},
		);
		const state = await backing.open(instance);
		const own = life.clock();
		const subscriptions = life.ports("subscriptions", state.subscriptions, true);
		const factsOf = async () => ({ isPrivate: true, isShared: false, hasBot: true });
		const deps: SendingDeps = {
			catalog,
			catalogWithoutOverlay: catalog,
			asked: life.ports("asked", state.asked, true),
			subscriptions,
			digests: life.ports("digests", state.digests, true),
			channels: { of: factsOf, inPassing: factsOf, hasMember: async () => true, zoneOf: async () => "UTC" },
			messenger: life.ports("slack", slack, false),
			draw: async () => new Uint8Array([1]),
			clock: own,
			log,
		};
		slot.life = { began: clock.now(), run: new DigestRun({ subscriptions, send: (toSend) => sendDigest(deps, toSend), clock: own, log }) };
	};

	const dueTimes = [...new Set(channels.flatMap(({ due }) => due.map(({ at }) => at)))].sort((a, b) => a - b);
	let [nextDue, nextQuestion, ticks, watchUntil] = [0, 0, 0, from];
	while (clock.now() < until) {
		const now = clock.now();
		while ((dueTimes[nextDue] ?? Infinity) <= now) nextDue++;
		const minute = Math.floor(now / minuteMs) * minuteMs + minuteMs;
		const nextTick = now < watchUntil ? minute : Math.min(dueTimes[nextDue] ?? Infinity, Math.ceil((now + 1) / anywayMs) * anywayMs);
		const nextStart = Math.min(...running.map(({ life, startsAt }) => (life === undefined ? startsAt : Infinity)));
		const next = Math.min(until, nextTick, Math.max(now, nextStart));
		// What is asked by then is in the store by then.
		for (; (questions[nextQuestion]?.at ?? Infinity) <= next; nextQuestion++) await backing.world.asked.note(questions[nextQuestion] as Asked);
		await clock.passUntil(next);
		for (const [instance, slot] of running.entries()) {
			if (slot.life !== undefined || slot.startsAt > clock.now()) continue;
			await start(instance);
			watchUntil = clock.now() + watchMs;
			await clock.during(async () => void slot.life?.run.tick());
		}
		if (clock.now() % minuteMs !== 0) continue;
		if (dueTimes[nextDue] === clock.now()) watchUntil = clock.now() + watchMs;
		for (const { life } of running) {
			if (life === undefined) continue;
			ticks++;
			void life.run.tick();
		}
		await clock.settle();
	}
	for (const [instance, { life }] of running.entries()) if (life !== undefined) lives.push({ instance, from: life.began, until });
	return { from, until, channels, slack, deaths, lives, logged: log.entries, ticks };
}

/** Mostly a restart, at times longer, and at times hours; never about a whole day, where nobody could say what is right. */
function downtime(random: Random): number {
	if (random.happens(0.7)) return random.between(3_000, 90_000);
	return random.happens(0.85) ? random.between(2 * minuteMs, 40 * minuteMs) : random.between(hourMs, 18 * hourMs);
}

export function makeChannels({ channels, from }: Pick<YearOptions, "channels" | "from">, random: Random, until: number): SimulatedChannel[] {
	const dueOf = new Map<string, Coming[]>();
	return Array.from({ length: channels }, (_, at) => {
		const [hour, minute] = random.of(times);
		// Clocks are set on Sundays mostly, and people want their digest on Mondays.
		const weekday = random.happens(0.5) ? "monday" : random.happens(0.4) ? "sunday" : random.of(weekdays);
		const schedule: Schedule = { weekday, hour, minute, zone: zones[at % zones.length] ?? "UTC" };
		const key = JSON.stringify(schedule);
		const due = dueOf.get(key) ?? comings(schedule, from, until);
		dueOf.set(key, due);
		const asked = due
			.flatMap(({ at: instant }) => (random.happens(0.1) ? [] : Array.from({ length: random.between(1, 4) }, () => random.between(instant - 6 * dayMs, instant - minuteMs))))
			.filter((instant) => instant > from);
		return { id: `C0YEAR${at}`, schedule, due, asked };
	});
}

export function question(channel: string, at: number, catalog: Catalog, random: Random): Asked {
	const category = random.of(Object.keys(catalog.categories) as CategoryId[]);
	return {
		id: `${channel}.${at}.${random.between(0, 1e9)}`,
		workspace,
		channel,
		thread: String(at),
		// Each channel counts its own, so that it is known what each has to say.
		isPrivate: true,
		at,
		outcome: random.happens(0.9) ? "answered" : "nothing-fits",
		intent: "choose",
		persona: random.of(["ml-researcher", "software-engineer", "unknown"] as const),
		categories: [category],
		stages: catalog.categories[category].stages,
		constraints: [],
		namedUnknown: false,
		picks: [],
		rating: random.between(0, 3),
	};
}
