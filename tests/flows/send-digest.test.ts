import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SqliteAskedLog } from "../../src/adapters/sqlite/sqlite-asked-log.ts";
import { SqliteDigests } from "../../src/adapters/sqlite/sqlite-digests.ts";
import { WriteBatch } from "../../src/adapters/sqlite/write-batch.ts";
import { stateOf } from "../../src/core/digest/catalog-state.ts";
import { proseOf } from "../../src/core/digest/digest-grounding.ts";
import { DigestRun } from "../../src/flows/digest-run.ts";
import { forgetSubscriber } from "../../src/flows/forget-subscriber.ts";
import { type SendingDeps, type SendOutcome, sendDigest } from "../../src/flows/send-digest.ts";
import type { ChannelFacts } from "../../src/ports.ts";
import { DigestSlack } from "../fakes/digest-slack.ts";
import { recordingLog } from "../fakes/recording-log.ts";
import { SimulatedClock } from "../simulation/simulated-clock.ts";
import { askedAbout, mondayMorning, projectCatalog } from "../support/digests.ts";
import { sqlitePlace } from "../support/sqlite-place.ts";

const catalog = projectCatalog();
const minute = 60_000;
const open: ChannelFacts = { isPrivate: false, isShared: false, hasBot: true };
const toSend = { workspace: "T1", channel: "C0OWN", id: "2026-W48", until: mondayMorning, zone: "Europe/Berlin" };

describe("a digest that is due", () => {
	const clock = { now: new SimulatedClock(mondayMorning) };
	let slack: DigestSlack;
	let facts: ChannelFacts | undefined;
	let place: ReturnType<typeof newPlace>;
	const newPlace = () =>
		sqlitePlace((database) => {
			const writes = new WriteBatch(database);
			return { asked: new SqliteAskedLog(database, writes), digests: new SqliteDigests(database, writes) };
		});
	let state: { asked: SqliteAskedLog; digests: SqliteDigests };
	let log: ReturnType<typeof recordingLog>;

	beforeEach(async () => {
		clock.now = new SimulatedClock(mondayMorning);
		slack = new DigestSlack();
		facts = open;
		place = newPlace();
		state = place.opened;
		log = recordingLog();
		await state.digests.set({ workspace: "T1", channel: "C0OWN", subscriber: "U1", schedule: { weekday: "monday", hour: 9, minute: 0, zone: "Europe/Berlin" }, since: 0 });
		for (const about of ["experiment-tracking", "model-serving", "model-serving"] as const) await state.asked.note(askedAbout(catalog, about));
	});
	afterEach(() => place.close());

	const deps = (more: Partial<SendingDeps> = {}): SendingDeps => ({
		catalog,
		catalogWithoutOverlay: catalog,
		asked: state.asked,
		subscriptions: state.digests,
		digests: state.digests,
		channels: { of: async () => facts, inPassing: async () => facts, hasMember: async () => true, zoneOf: async () => "UTC" },
		messenger: slack,
		draw: async () => new Uint8Array([1]),
		clock: clock.now,
		log,
		...more,
	});
	/** Sends it, letting the time pass that it takes. */
	async function send(more: Partial<SendingDeps> = {}): Promise<SendOutcome> {
		let outcome: SendOutcome | undefined;
		const sending = sendDigest(deps(more), toSend).then((result) => {
			outcome = result;
		});
		while (outcome === undefined) await clock.now.passUntil(clock.now.now() + 500);
		await sending;
		return outcome;
	}
	const past = () => state.digests.past("T1", "C0OWN", clock.now.now());

	test("is sent once, with its picture, and leaves behind what the next one goes by", async () => {
		expect(await send()).toEqual({ kind: "sent" });
		expect(await send()).toEqual({ kind: "taken" });
		expect(slack.posts.map(({ id, picture }) => [id, picture])).toEqual([["2026-W48", "F1"]]);
		expect(slack.searches).toBe(0);
		const { last, shown } = await past();
		expect(last).toEqual({ until: mondayMorning, catalog: stateOf(catalog) });
		expect(shown).toEqual([slack.posts[0]?.digest.worthALook?.tool.id]);
	});
	test("is skipped where it has nothing to say, and leaves nothing behind", async () => {
		await place.opened.digests.remove("T1", "C0OWN");
		expect(await sendDigest(deps(), { ...toSend, channel: "C0QUIET", until: mondayMorning - 30 * 24 * 60 * minute })).toEqual({ kind: "empty" });
		expect(slack.attempts).toBe(0);
		expect(await state.digests.past("T1", "C0QUIET", mondayMorning)).toEqual({ shown: [] });
	});
	test("goes without its picture where Slack does not take that, or it can't be drawn", async () => {
		slack.takesPictures = false;
		expect(await send()).toEqual({ kind: "sent" });
		expect(slack.posts[0]?.picture).toBeUndefined();
	});
	test("goes without its picture where it can't be drawn", async () => {
		const draw = async () => {
			throw new Error("no font");
		};
		expect(await send({ draw })).toEqual({ kind: "sent" });
		expect(slack.posts[0]?.picture).toBeUndefined();
	});
	test("is sent again with its picture while Slack does not know that yet, and then without", async () => {
		const invalid = { takesEffect: false, failure: { kind: "refused", code: "invalid_blocks" } } as const;
		slack.fate = (attempt) => (attempt < 3 ? invalid : { takesEffect: true });
		expect(await send()).toEqual({ kind: "sent" });
		expect(slack.posts[0]?.picture).toBe("F1");
		expect(slack.attempts).toBe(3);
	});
	test("goes without its picture where Slack never knows it", async () => {
		slack.fate = (_, picture) => (picture === undefined ? { takesEffect: true } : { takesEffect: false, failure: { kind: "refused", code: "invalid_blocks" } });
		expect(await send()).toEqual({ kind: "sent" });
		expect(slack.posts.map(({ picture }) => picture)).toEqual([undefined]);
	});

	describe("whose fate is unknown", () => {
		const lost = (takesEffect: boolean) => (attempt: number) => (attempt === 1 ? { takesEffect, failure: { kind: "unknown", code: "socket_hang_up" } as const } : { takesEffect: true });

		test("is found in the channel when it has come, and not sent again", async () => {
			slack.fate = lost(true);
			expect(await send()).toEqual({ kind: "later", afterMs: minute });
			expect(await send()).toEqual({ kind: "found" });
			expect(slack.posts).toHaveLength(1);
			expect((await past()).shown).toEqual([slack.posts[0]?.digest.worthALook?.tool.id]);
		});
		test("is sent when it has not", async () => {
			slack.fate = lost(false);
			await send();
			expect(await send()).toEqual({ kind: "sent" });
			expect(slack.posts).toHaveLength(1);
		});
		test("is not sent as long as the channel can't be searched", async () => {
			slack.fate = lost(true);
			await send();
			slack.searchFails = true;
			expect(await send()).toEqual({ kind: "later", afterMs: minute });
			slack.searchFails = false;
			expect(await send()).toEqual({ kind: "found" });
			expect(slack.posts).toHaveLength(1);
		});
	});

	test("waits as long as Slack says, and is sent without a search then, for it surely was not taken", async () => {
		slack.fate = (attempt) => (attempt === 1 ? { takesEffect: false, failure: { kind: "later", afterMs: 30_000 } } : { takesEffect: true });
		expect(await send()).toEqual({ kind: "later", afterMs: 30_000 });
		expect(await send()).toEqual({ kind: "sent" });
		expect(slack.searches).toBe(0);
	});
	test("that Slack refuses for another reason is not tried again, and the channel keeps its subscription", async () => {
		slack.fate = () => ({ takesEffect: false, failure: { kind: "refused", code: "restricted_action" } });
		expect(await send()).toEqual({ kind: "refused" });
		expect(await send()).toEqual({ kind: "taken" });
		expect(await state.digests.of("T1", "C0OWN")).toBeDefined();
	});

	describe("in a channel that was archived, or that the bot was taken out of", () => {
		beforeEach(() => {
			slack.fate = () => ({ takesEffect: false, failure: { kind: "refused", code: "is_archived" } });
		});
		test("ends the subscription, and whoever asked for it is told once", async () => {
			expect(await send()).toEqual({ kind: "closed" });
			expect(await send()).toEqual({ kind: "taken" });
			expect(await state.digests.of("T1", "C0OWN")).toBeUndefined();
			expect(slack.told).toEqual([{ user: "U1", text: expect.stringMatching(/^The weekly digest of <#C0OWN> has ended, for the channel was archived\./) }]);
		});
		test("tells nobody where whoever asked for it has asked to be forgotten", async () => {
			expect(await forgetSubscriber(state.digests, "T1", "U1")).toBe(1);
			expect(await forgetSubscriber(state.digests, "T1", "U1")).toBe(0);
			expect(await send()).toEqual({ kind: "closed" });
			expect(slack.told).toEqual([]);
		});
		test("tells them later where Slack is busy", async () => {
			slack.tellFails = { kind: "later", afterMs: 5000 };
			expect(await send()).toEqual({ kind: "later", afterMs: 5000 });
			expect(await state.digests.of("T1", "C0OWN")).toBeDefined();
			slack.tellFails = undefined;
			expect(await send()).toEqual({ kind: "closed" });
			expect(slack.told).toHaveLength(1);
		});
	});

	describe("and what may stand in it", () => {
		const overlaid = { ...catalog, organisation: { name: "Acme", standards: new Set<string>(), rings: new Map() } };
		test.each([
			["the organisation's own catalog in a channel of its own", open, "Acme"],
			["the catalog as it comes where another organisation reads along", { ...open, isShared: true }, ""],
			["the catalog as it comes where nobody knows who reads", undefined, ""],
		])("is %s", async (_, known, organisation) => {
			facts = known;
			await send({ catalog: overlaid });
			expect((await past()).last?.catalog.organisation).toBe(organisation);
		});
		test("is a model's words where they hold, and what was composed where the model fails", async () => {
			await send({ words: async () => ({ headline: "Deployment, again.", picture: "It has 999 questions." }) });
			const { headline, picture } = proseOf(slack.posts[0]?.digest ?? ({} as never));
			expect(headline).toBe("Deployment, again.");
			expect(picture).toMatch(/^Deployment was touched by 2 questions/);
		});
		test("is what was composed where the model fails", async () => {
			await send({ words: async () => Promise.reject(new Error("no model")) });
			expect(slack.posts[0]?.digest.writtenBy).toBe("catalog");
		});
	});

	describe("each minute", () => {
		const runOf = (more: Partial<SendingDeps> = {}) => new DigestRun({ subscriptions: state.digests, send: (due) => sendDigest(deps(more), due), clock: clock.now, log });

		test("is taken up when it is due and no more when it is sent", async () => {
			const run = runOf();
			for (let at = -3; at <= 3; at++) {
				await clock.now.passUntil(Math.max(clock.now.now(), mondayMorning + at * minute));
				await run.tick();
				await run.drained();
			}
			expect(slack.posts).toHaveLength(1);
			expect(slack.attempts).toBe(1);
		});
		test("is tried again where its state can't be read just then", async () => {
			let broken = true;
			const run = runOf({
				digests: {
					claim: async (...args) => (broken ? Promise.reject(new Error("disk I/O error")) : state.digests.claim(...args)),
					release: (...args) => state.digests.release(...args),
					finish: (...args) => state.digests.finish(...args),
					past: (...args) => state.digests.past(...args),
				},
			});
			await run.tick();
			await run.drained();
			broken = false;
			await run.tick();
			await run.drained();
			expect(slack.posts).toHaveLength(1);
			expect(log.entries.some(({ level, message }) => level === "error" && message.startsWith("sending a digest failed"))).toBe(true);
		});
		test("is left where the bot is stopping", async () => {
			const run = runOf();
			await run.stop();
			await run.tick();
			await run.drained();
			expect(slack.attempts).toBe(0);
		});
	});
});
