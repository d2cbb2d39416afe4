import { expect, test } from "vitest";
import { mayReadOverlay } from "../../src/flows/shared-channels.ts";
import { storeInMemory } from "../fakes/store-in-memory.ts";
import { aCommand, aQuestion } from "../support/questions.ts";

test("in a channel of one's own the organisation's overlay counts", async () => {
	expect(await mayReadOverlay(storeInMemory(), aQuestion({ inSharedChannel: false }))).toBe(true);
});

test("in a channel shared with another organisation it does not", async () => {
	expect(await mayReadOverlay(storeInMemory(), aQuestion({ inSharedChannel: true }))).toBe(false);
});

test("a command, which does not say where it is, goes by the last mention in its channel", async () => {
	const store = storeInMemory();
	expect(await mayReadOverlay(store, aCommand())).toBe(false);
	await mayReadOverlay(store, aQuestion({ inSharedChannel: false }));
	expect(await mayReadOverlay(store, aCommand())).toBe(true);
	await mayReadOverlay(store, aQuestion({ inSharedChannel: true }));
	expect(await mayReadOverlay(store, aCommand())).toBe(false);
});

test("what is known of a channel says nothing of the channel with the same id in another workspace", async () => {
	const store = storeInMemory();
	await mayReadOverlay(store, aQuestion({ inSharedChannel: false }));
	expect(await mayReadOverlay(store, aCommand({ workspace: "T1" }))).toBe(false);
});
