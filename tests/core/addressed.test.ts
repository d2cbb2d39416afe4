import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadKnowledge } from "../../src/bot.ts";
import { decideAddressed, type FollowUps, saysStop, type Talk, talkLastsMs } from "../../src/core/conversation/addressed.ts";
import { scoreThreadMessages, threadMessages } from "../../src/eval/thread-messages.ts";

const { reader } = loadKnowledge();
const start = Date.UTC(2026, 10, 24);
const rosa = "U0RESEARCH";
const talk: Talk = { askers: { [rosa]: start }, answeredAt: start + 1000 };
const decide = (text: string, { at = start + 60_000, user = rosa, on = talk, followUps = "answered" as FollowUps } = {}) => decideAddressed(reader, { text, user, at }, on, followUps);

test("a follow-up of the one who asked, soon after the answer, is answered", () => {
	expect(decide("and without Kubernetes?")).toEqual({ answer: true, reason: "asks_on" });
	expect(decide("we're on AWS, by the way")).toEqual({ answer: true, reason: "asks_on" });
});

describe("the same words are left alone", () => {
	const text = "and without Kubernetes?";
	test("where we have not answered in the thread", () => expect(decide(text, { on: { askers: { [rosa]: start } } })).toEqual({ answer: false, reason: "not_answered_here" }));
	test("where somebody else writes them", () => expect(decide(text, { user: "U0ENGINEER" })).toEqual({ answer: false, reason: "asked_by_another" }));
	test("half an hour after the last exchange", () => {
		expect(decide(text, { at: start + 1000 + talkLastsMs })).toMatchObject({ answer: true });
		expect(decide(text, { at: start + 1001 + talkLastsMs })).toEqual({ answer: false, reason: "too_long_ago" });
	});
	test.each(["<@U0ENGINEER> and without Kubernetes?", "and without Kubernetes, <@U0ENGINEER|emil>?", "<!here> and without Kubernetes?", "<!subteam^S1> and without Kubernetes?"])(
		"where somebody else is tagged: %s",
		(tagged) => expect(decide(tagged)).toEqual({ answer: false, reason: "somebody_else_tagged" }),
	);
	test("where the thread is muted", () => expect(decide(text, { on: { ...talk, muted: true } })).toEqual({ answer: false, reason: "muted" }));
	test("where the channel wants mentions only", () => expect(decide(text, { followUps: "mentions-only" })).toEqual({ answer: false, reason: "channel_setting" }));
});

test.each(["stop", "mute", "Stop!", "please stop", "be quiet", "ok stop answering here", "stopp", "para"])("%j ends it for the thread", (text) => {
	expect(saysStop(text)).toBe(true);
	expect(decide(text)).toEqual({ answer: false, reason: "told_to_stop" });
});
test.each(["can it stop a run early?", "we had to mute the alerts, does it do that?", "stop criteria for tuning?"])("%j does not", (text) => expect(saysStop(text)).toBe(false));

test.each(["thanks!", ":+1:", "", "…", "lol"])("%j is only a reaction", (text) => expect(decide(text)).toEqual({ answer: false, reason: "only_a_reaction" }));

describe("the labelled messages", () => {
	const evals = join(import.meta.dirname, "../evals");
	const score = (file: string) => scoreThreadMessages(reader, threadMessages(readFileSync(join(evals, file), "utf8"), file));

	test("are 200, half of them talk between people", () => {
		const { addressed, aside } = score("thread-messages.jsonl");
		expect([addressed, aside]).toEqual([100, 100]);
	});
	// No message of these is learnt from. Of the first two the misses were read, though, when patterns to learn from were written, and
	// the threshold was chosen on them: they flatter. Of the last one nobody has read a message. What retraining moves is a message or
	// two in a hundred, so the limits leave that much.
	test.each([
		["thread-messages.jsonl", 0.95, 0.01],
		["thread-messages-second.jsonl", 0.89, 0.015],
		["thread-messages-blind.jsonl", 0.78, 0.03],
	])("of %s at least %d of what is meant for us is answered, and at most %d of what is not", (file, least, most) => {
		const { addressed, answered, aside, buttedIn } = score(file);
		expect(answered / addressed).toBeGreaterThanOrEqual(least);
		expect(buttedIn / aside).toBeLessThanOrEqual(most);
	});
	test("a line that is none is told with its place", () => expect(() => threadMessages('{"id": "x"}', "f.jsonl")).toThrow(/^f\.jsonl:1: /));
});
