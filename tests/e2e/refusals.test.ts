import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { signature } from "../../src/playground/delivery.ts";
import { expectOneAnswer } from "../support/expectations.ts";
import { Harness, mention, rosa } from "../support/harness.ts";

describe("requests to /slack/events", () => {
	let harness: Harness;
	beforeAll(async () => {
		harness = await Harness.open({ transport: "http", ackWithinMs: 500 });
	});
	afterAll(() => harness.close());

	const address = (): string => String(harness.slack.requestUrl);
	const send = (body: string, headers: Record<string, string>): Promise<Response> => fetch(address(), { method: "POST", headers: { "content-type": "application/json", ...headers }, body });
	const envelope = (event: Record<string, unknown>): string => JSON.stringify({ type: "event_callback", team_id: "T0LOCAL", api_app_id: "A0LOCAL", event_id: `Ev${Math.random()}`, event });

	test("a signed one is taken, so that the refusals below say something", async () => {
		const { event, ...asked } = harness.quietly(`${mention} which experiment tracker for us?`);
		const body = envelope(event);
		const response = await send(body, signature(harness.slack.tokens.signingSecret, body, Date.now()));
		await harness.bot.drained();
		expect(response.status).toBe(200);
		expectOneAnswer(harness.repliesTo(asked));
	});

	const minute = 60_000;
	test.each<[string, (body: string) => Record<string, string>]>([
		["a wrong signature", (body) => signature("somebody else's secret", body, Date.now())],
		["the signature of another body", (body) => signature(harness.slack.tokens.signingSecret, `${body} `, Date.now())],
		["a timestamp six minutes old", (body) => signature(harness.slack.tokens.signingSecret, body, Date.now() - 6 * minute)],
		["no signature", () => ({})],
		["a signature without its timestamp", (body) => ({ "x-slack-signature": signature(harness.slack.tokens.signingSecret, body, Date.now())["x-slack-signature"] ?? "" })],
	])("%s is refused, and nothing is answered", async (_, headers) => {
		const { event, channel } = harness.quietly(`${mention} which experiment tracker for us?`);
		const body = envelope(event);
		const response = await send(body, headers(body));
		await harness.bot.drained();
		expect(response.status).toBe(401);
		expect(harness.saidIn(channel)).toEqual([]);
	});

	test("a body over a megabyte is refused, signed or not", async () => {
		const { event, channel } = harness.quietly(`${mention} which experiment tracker for us?`);
		const body = envelope({ ...event, text: "x".repeat(1_000_001) });
		expect((await send(body, signature(harness.slack.tokens.signingSecret, body, Date.now()))).status).toBe(413);
		expect((await send(body, {})).status).toBe(413);
		expect(harness.saidIn(channel)).toEqual([]);
	});

	test("a signed body that is no JSON is refused without harm", async () => {
		const body = "{";
		expect((await send(body, signature(harness.slack.tokens.signingSecret, body, Date.now()))).status).toBe(400);
	});

	test.each(["null", "payload=null", "[]", "7", '"text"'])("a signed body that is no object is refused or let be without harm: %s", async (body) => {
		const contentType = body.startsWith("payload") ? "application/x-www-form-urlencoded" : "application/json";
		const status = await send(body, { ...signature(harness.slack.tokens.signingSecret, body, Date.now()), "content-type": contentType }).then(
			(response) => response.status,
			() => "no answer",
		);
		if (body.includes("null")) expect(status).toBe(400);
		const { answers } = await harness.askAndWait("which experiment tracker for us?");
		expectOneAnswer(answers);
	});

	test("Slack's question whether the address is ours is answered", async () => {
		const body = JSON.stringify({ type: "url_verification", challenge: "c-1" });
		const response = await send(body, signature(harness.slack.tokens.signingSecret, body, Date.now()));
		expect(await response.json()).toEqual({ challenge: "c-1" });
	});

	test("nothing else is served", async () => {
		const { origin } = new URL(address());
		for (const path of ["/", "/slack/install", "/../package.json"]) expect((await fetch(origin + path)).status).toBe(404);
		for (const path of ["/", "/slack/other"]) expect((await fetch(origin + path, { method: "POST", body: "null" })).status).toBe(404);
	});

	test("an interaction that nothing waits for does no harm", async () => {
		const channel = harness.channel();
		await harness.slack.delivery.send({
			type: "interactive",
			body: { type: "block_actions", team: { id: "T0LOCAL" }, user: { id: rosa }, channel: { id: channel }, actions: [{ type: "button", action_id: "nothing", block_id: "b" }], token: "local" },
		});
		const { answers } = await harness.askAndWait("which experiment tracker for us?", { channel });
		expectOneAnswer(answers);
	});
});
