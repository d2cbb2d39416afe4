import { describe, expect, test } from "vitest";
import type { Answer } from "../../src/core/answer/answer.ts";
import { defaultSettleMs } from "../../src/flows/late-post.ts";
import { LiveReply } from "../../src/flows/live-reply.ts";
import { UpdateAllowance } from "../../src/flows/update-allowance.ts";
import type { DeliveryFailure } from "../../src/ports.ts";
import { manualClock } from "../fakes/manual-clock.ts";
import { SlackInMemory } from "../fakes/slack-in-memory.ts";
import { aNeed } from "../support/needs.ts";
import { aQuestion } from "../support/questions.ts";

const saying = (headline: string, unfinished = true): Answer => ({
	kind: "recommendation",
	headline,
	need: aNeed({}),
	picks: [],
	paragraphs: [],
	leftOut: [],
	writtenBy: "model",
	...(unfinished ? { unfinished: true } : {}),
});
const placeholder = saying("Reading…");
const whole = saying("Take MLflow.", false);
/** Lets what was begun come to its end. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

const noInbox = { accept: async () => true, pending: async () => [], pendingIn: async () => [], noteShowing: async () => {}, openThread: async () => {}, finish: async () => {} };

function open({ hasStatus = true, ts }: { hasStatus?: boolean; ts?: string } = {}) {
	const clock = manualClock();
	const slack = new SlackInMemory(clock);
	const calls: string[] = [];
	slack.fate = (post) => {
		calls.push(post);
		return { takesEffect: true };
	};
	const allowance = new UpdateAllowance(clock);
	const question = { ...aQuestion(), threadTs: "1790000000.000001" };
	const inbox = { ...noInbox, notePosting: async () => void calls.push("noted") };
	const reply = new LiveReply({ messenger: slack, status: { show: async () => hasStatus }, inbox, allowance, clock, settleMs: defaultSettleMs }, question, ts);
	const answers = () => slack.messages.filter(({ what }) => what === "answer");
	return { slack, allowance, reply, calls, answers, clock, question };
}

describe("an answer that a model writes", () => {
	test("is shown by its first part, about the middle and at its end, in one message", async () => {
		const { reply, calls, answers } = open();
		await reply.begin(placeholder);
		expect(answers()).toEqual([]);
		for (const [parts, says] of ["one", "two", "three", "four", "five"].entries()) {
			reply.show(saying(says), { parts: parts + 1, of: 6 });
			await settle();
			expect(answers().at(0)?.headline).toBe(parts < 2 ? "one" : "three");
		}
		expect(await reply.finish(whole)).toMatchObject({ ok: true });
		expect(answers()).toMatchObject([{ headline: "Take MLflow." }]);
		expect(answers()[0]).not.toHaveProperty("unfinished");
		expect(calls).toEqual(["noted", "postAnswer", "updateAnswer", "updateAnswer"]);
	});
	test("takes the place of a placeholder where Slack has no status", async () => {
		const { reply, calls, answers } = open({ hasStatus: false });
		await reply.begin(placeholder);
		expect(answers()).toMatchObject([{ headline: "Reading…", unfinished: true }]);
		reply.show(saying("one"), { parts: 1, of: 2 });
		await settle();
		await reply.finish(whole);
		expect(answers()).toMatchObject([{ headline: "Take MLflow." }]);
		expect(calls).toEqual(["noted", "postAnswer", "updateAnswer", "updateAnswer"]);
	});
	test("whose parts all come at once is shown by the last of them, and never taken back", async () => {
		const { reply, calls, answers } = open({ hasStatus: false });
		const begun = reply.begin(placeholder);
		for (const says of ["one", "two", "three"]) reply.show(saying(says), { parts: 1, of: 3 });
		await Promise.all([begun, settle()]);
		expect(answers()).toMatchObject([{ headline: "three" }]);
		await reply.finish(whole);
		expect(answers()).toMatchObject([{ headline: "Take MLflow." }]);
		expect(calls.filter((call) => call === "postAnswer")).toHaveLength(1);
	});
	test("that is there before anything was shown is posted once", async () => {
		const { reply, calls, answers } = open();
		await reply.begin(placeholder);
		await reply.finish(whole);
		expect(calls).toEqual(["noted", "postAnswer"]);
		expect(answers()).toHaveLength(1);
	});
	test("that an earlier life began is ended in the same message", async () => {
		const { reply, slack, question, calls } = open({ ts: "1790000000.000001" });
		await slack.postAnswer(question, async () => saying("one"));
		calls.length = 0;
		expect(await reply.finish(whole)).toEqual({ ok: true, ts: "1790000000.000001" });
		expect(calls).toEqual(["updateAnswer"]);
	});
});

describe("where the workspace's updates are spent", () => {
	test("nothing is posted before the whole answer is there", async () => {
		const { reply, allowance, calls, answers } = open({ hasStatus: false });
		while (allowance.spend("T0"));
		await reply.begin(placeholder);
		reply.show(saying("one"), { parts: 1, of: 2 });
		await settle();
		expect(answers()).toEqual([]);
		await reply.finish(whole);
		expect(calls).toEqual(["noted", "postAnswer"]);
	});
	test("what was begun is still ended", async () => {
		const { reply, allowance, answers } = open({ hasStatus: false });
		await reply.begin(placeholder);
		while (allowance.spend("T0"));
		reply.show(saying("one"), { parts: 1, of: 1 });
		await settle();
		expect(answers()).toMatchObject([{ headline: "Reading…" }]);
		await reply.finish(whole);
		expect(answers()).toMatchObject([{ headline: "Take MLflow." }]);
	});
	test("a reply that ended leaves room for another", async () => {
		const { reply, allowance, clock } = open({ hasStatus: false });
		await reply.begin(placeholder);
		while (allowance.spend("T0"));
		expect(allowance.open("T0")).toBe(false);
		await reply.finish(whole);
		clock.advance(1200);
		expect(allowance.open("T0")).toBe(true);
	});
});

describe("where Slack fails while it is written", () => {
	test("a part whose update takes effect late does not stay in the place of the whole answer", async () => {
		const { reply, slack, answers, clock, question } = open({ hasStatus: false });
		await reply.begin(placeholder);
		slack.fate = () => ({ takesEffect: false, failure: { kind: "unknown", code: "timeout" } });
		reply.show(saying("one"), { parts: 1, of: 2 });
		await settle();
		slack.fate = () => ({ takesEffect: true });
		const ended = reply.finish(whole);
		await settle();
		expect(answers()).toMatchObject([{ headline: "Take MLflow." }]);
		await slack.updateAnswer({ channel: question.channel, ts: answers()[0]?.ts ?? "", question: question.id, workedOn: question.id }, saying("one"));
		expect(answers()).toMatchObject([{ headline: "one", unfinished: true }]);
		clock.advance(defaultSettleMs);
		expect(await ended).toMatchObject({ ok: true });
		expect(answers()).toMatchObject([{ headline: "Take MLflow." }]);
		expect(answers()[0]).not.toHaveProperty("unfinished");
	});
	test("a part that somebody deleted is followed by the whole answer, as a message of its own", async () => {
		const { reply, slack, calls } = open({ hasStatus: false });
		await reply.begin(placeholder);
		slack.fate = (post) => {
			calls.push(post);
			return post === "updateAnswer" ? { takesEffect: false, failure: { kind: "refused", code: "message_not_found" } } : { takesEffect: true };
		};
		expect(await reply.finish(whole)).toMatchObject({ ok: true });
		expect(calls).toEqual(["noted", "postAnswer", "updateAnswer", "noted", "postAnswer"]);
		expect(reply.stands).toBe(false);
	});
	test.each(["edit_window_closed", "cant_update_message"])("where nothing may be changed (%s), the whole answer follows, and no other is begun there", async (code) => {
		const { reply, slack, answers, allowance } = open({ hasStatus: false });
		await reply.begin(placeholder);
		slack.fate = (post) => (post === "updateAnswer" ? { takesEffect: false, failure: { kind: "refused", code } } : { takesEffect: true });
		expect(await reply.finish(whole)).toMatchObject({ ok: true });
		expect(answers()).toMatchObject([{ headline: "Reading…", unfinished: true }, { headline: "Take MLflow." }]);
		expect(allowance.open("T0")).toBe(false);
		expect(allowance.open("T1")).toBe(true);
	});
	test("a reply that is abandoned, or whose end can't be noted, leaves its place to another", async () => {
		const { reply, allowance, question, slack, clock } = open({ hasStatus: false });
		const inbox = { ...noInbox, notePosting: async () => Promise.reject(new Error("disk full")) };
		const left = (): number => {
			let places = 0;
			while (allowance.open("T0")) places++;
			for (let at = 0; at < places; at++) allowance.close("T0", false);
			return places;
		};
		const before = left();
		await reply.begin(placeholder);
		expect(left()).toBe(before - 1);
		await reply.abandon();
		expect(left()).toBe(before);
		const failing = new LiveReply({ messenger: slack, status: { show: async () => false }, inbox, allowance, clock, settleMs: defaultSettleMs }, question);
		await failing.begin(placeholder);
		await expect(failing.finish(whole)).rejects.toThrow("disk full");
		expect(left()).toBe(before);
	});
	test.each<[string, DeliveryFailure, number]>([
		["what was surely not posted is posted at the end", { kind: "later", afterMs: 1000 }, 1],
		["what may have been posted is not posted again, and the end says so", { kind: "unknown", code: "timeout" }, 0],
		["what is refused is not tried again, and the end says so", { kind: "refused", code: "is_archived" }, 0],
	])("%s", async (_, failure, posted) => {
		const { reply, slack, answers } = open();
		await reply.begin(placeholder);
		slack.fate = () => ({ takesEffect: false, failure });
		reply.show(saying("one"), { parts: 1, of: 2 });
		await settle();
		slack.fate = () => ({ takesEffect: true });
		const end = await reply.finish(whole);
		expect(end).toEqual(posted === 1 ? { ok: true, ts: expect.any(String) } : { ok: false, failure });
		expect(answers()).toHaveLength(posted);
	});
});
