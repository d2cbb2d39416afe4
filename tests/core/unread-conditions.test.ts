import { describe, expect, test } from "vitest";
import { cleanText } from "../../src/core/understanding/clean-text.ts";
import { unreadConditions } from "../../src/core/understanding/unread-conditions.ts";

const unread = (text: string, { read = [], isFollowUp = false }: { read?: string[]; isFollowUp?: boolean } = {}): string[] => unreadConditions(cleanText(text), read, isFollowUp);

describe("a condition that nothing was read from is heard, in the asker's words", () => {
	test.each([
		["an experiment tracker that must not need Docker", ["must not need Docker"]],
		["we need model serving; it has to support gRPC", ["it has to support gRPC"]],
		["a labelling tool without MongoDB", ["without MongoDB"]],
		["a tracker, nothing from a hyperscaler", ["nothing from a hyperscaler"]],
	])("in a first message: %s", (text, words) => expect(unread(text)).toEqual(words));

	test.each([
		["and without Docker?", ["without Docker"]],
		["must run on our Mac laptops", ["must run on our Mac laptops"]],
		["no MPI please", ["no MPI"]],
		["ok, and on AMD GPUs?", ["on AMD GPUs"]],
		["anything with a UI?", ["anything with a UI"]],
		["any European vendor?", ["any European vendor"]],
		["only European companies", ["only European companies"]],
		["sin Docker", ["sin Docker"]],
		["ohne Docker", ["ohne Docker"]],
		["不要Docker", ["不要 docker"]],
	])("in a follow-up: %s", (text, words) => expect(unread(text, { isFollowUp: true })).toEqual(words));
});

describe("what was read, or wishes for nothing, is none", () => {
	test.each([
		"no idea which tool to use",
		"which tool spots drift without labels?",
		"our jobs die at night without warning",
		"I have no time to look after it",
		"only two of us use it",
		"nobody can say which model must be retrained",
		"no FedRAMP, no contract",
	])("%s", (text) => expect(unread(text)).toEqual([]));
	test.each(["no problem", "no thanks", "without a doubt", "no, I meant labelling"])("%s, in a thread", (text) => expect(unread(text, { isFollowUp: true })).toEqual([]));

	test("a constraint, whatever words it is in", () => {
		expect(unread("a tracker without Kubernetes")).toEqual([]);
		expect(unread("it must be open source", { isFollowUp: true })).toEqual([]);
	});
	test("the very words that something else was read from", () => {
		expect(unread("a tracker without Redis", { read: ["redis"] })).toEqual([]);
		expect(unread("it must have SSO", { read: ["sso"], isFollowUp: true })).toEqual([]);
	});
});
