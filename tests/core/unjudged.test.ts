import { describe, expect, test } from "vitest";
import { loadKnowledge } from "../../src/bot.ts";
import { plainText } from "../../src/core/answer/plain-text.ts";
import { recommend } from "../../src/core/recommend.ts";
import { cleanText } from "../../src/core/understanding/clean-text.ts";
import { unjudgedWishes } from "../../src/core/understanding/unjudged.ts";

const wished = (text: string): string[] => unjudgedWishes(cleanText(text).folded).map(({ what }) => what);

describe("a wish that the catalog keeps nothing on is heard", () => {
	test.each([
		["an experiment tracker with SSO", ["SSO"]],
		["login by OIDC, and audit logs of who did what", ["SSO", "audit logs"]],
		["必须支持单点登录", ["SSO"]],
		["con inicio de sesión único", ["SSO"]],
		["our vendor list asks for ISO 27001 and a support contract", ["ISO 27001", "vendor support"]],
	])("%s", (text, what) => expect(wished(text)).toEqual(what));
});

test("what is waived, or is no wish of that kind, is none", () => {
	expect(wished("we need no SSO")).toEqual([]);
	expect(wished("SSO is optional")).toEqual([]);
	expect(wished("an audit trail of models, on our own servers")).toEqual([]);
});

describe("the answer says what it can't judge", () => {
	const { reader, search } = loadKnowledge();
	const answered = (text: string): string => {
		const { answer, violations } = recommend(reader, search, { text }, "2026-11-24");
		expect(violations).toEqual([]);
		return plainText(reader.catalog, answer);
	};

	test("beside what it recommends, and beside a comparison", () => {
		expect(answered("which experiment tracker with SSO and audit logs?")).toContain("I can't judge SSO or audit logs from the catalog");
		expect(answered("MLflow or Aim for experiment tracking, with SSO?")).toContain("I can't judge SSO from the catalog");
	});

	test("and says nothing of it where none was wished", () => expect(answered("which experiment tracker?")).not.toContain("can't judge"));
});
