import { WebClient } from "@slack/web-api";
import { expect, test } from "vitest";
import { slackChannels } from "../../src/adapters/slack/channels.ts";
import { manualClock } from "../fakes/manual-clock.ts";
import { storeInMemory } from "../fakes/store-in-memory.ts";

test("what can do without is asked of no more channels than Slack tells of, and is learnt later", async () => {
	const clock = manualClock();
	const asked: string[] = [];
	const client = new WebClient("xoxb-test", {
		fetch: async (_, init) => {
			asked.push(new URLSearchParams(String(init?.body)).get("channel") ?? "");
			return Response.json({ ok: true, channel: { is_private: false, is_member: true } });
		},
	});
	const channels = slackChannels(client, storeInMemory(), clock);
	const open = { isPrivate: false, isShared: false, hasBot: true };
	for (let at = 0; at < 50; at++) expect(await channels.inPassing("T1", `C${at}`)).toEqual(open);
	expect(await channels.inPassing("T1", "C50")).toBeUndefined();
	expect(asked).toHaveLength(50);
	// What is known costs nothing, and what has to be known is asked all the same.
	expect(await channels.inPassing("T1", "C7")).toEqual(open);
	expect(await channels.of("T1", "C51")).toEqual(open);
	expect(asked).toHaveLength(51);
	clock.advance(1200);
	expect(await channels.inPassing("T1", "C50")).toEqual(open);
	expect(asked.at(-1)).toBe("C50");
	expect(await channels.inPassing("T1", "C52")).toBeUndefined();
});

test("where Slack can't be asked just now, what it told of a channel that the bot is not in still holds", async () => {
	const client = new WebClient("xoxb-test", { fetch: async () => Response.json({ ok: true, channel: { is_private: false, is_member: false } }) });
	const channels = slackChannels(client, storeInMemory(), manualClock());
	const known = { isPrivate: false, isShared: false, hasBot: false };
	for (let at = 0; at < 50; at++) expect(await channels.inPassing("T1", "C1")).toEqual(known);
	expect(await channels.inPassing("T1", "C2")).toBeUndefined();
	expect(await channels.inPassing("T1", "C1")).toEqual(known);
});
