import { expect, test } from "vitest";
import { HomePicture } from "../../src/flows/home-picture.ts";
import type { Store } from "../../src/ports.ts";
import { manualClock } from "../fakes/manual-clock.ts";
import { recordingLog } from "../fakes/recording-log.ts";
import { storeInMemory } from "../fakes/store-in-memory.ts";

function open({ catalog = "v1", store = storeInMemory() as Store, takes = true } = {}) {
	const clock = manualClock();
	const slack = { takes, uploads: 0 };
	const upload = async () => {
		slack.uploads++;
		return slack.takes ? { id: `F${catalog}${slack.uploads}` } : undefined;
	};
	return { store, clock, slack, picture: new HomePicture({ store, clock, log: recordingLog(), catalog, draw: async () => new Uint8Array([1]), upload }) };
}

test("a workspace's picture is uploaded once, in the background, and is there for the next process", async () => {
	const { picture, slack, store } = open();
	expect(await Promise.all([picture.of("T0"), picture.of("T0")])).toEqual([undefined, undefined]);
	await picture.settled();
	expect(await picture.of("T0")).toBe("Fv11");
	expect(slack.uploads).toBe(1);
	expect(await open({ store }).picture.of("T0")).toBe("Fv11");
	expect(await picture.of("T1")).toBeUndefined();
});

test("another catalog has a picture of its own", async () => {
	const { store, picture } = open();
	await picture.of("T0");
	await picture.settled();
	const next = open({ store, catalog: "v2" });
	expect(await next.picture.of("T0")).toBeUndefined();
	await next.picture.settled();
	expect(await next.picture.of("T0")).toBe("Fv21");
});

test("where Slack takes none, it is not tried again for an hour", async () => {
	const { picture, slack, clock } = open({ takes: false });
	for (let at = 0; at < 3; at++) {
		expect(await picture.of("T0")).toBeUndefined();
		await picture.settled();
	}
	expect(slack.uploads).toBe(1);
	clock.advance(3_600_000);
	slack.takes = true;
	await picture.of("T0");
	await picture.settled();
	expect(await picture.of("T0")).toBe("Fv12");
});

test("one that Slack refuses is uploaded anew, unless Slack may still be looking at it", async () => {
	const { picture, clock } = open();
	await picture.of("T0");
	await picture.settled();
	await picture.refused("T0");
	expect(await picture.of("T0")).toBe("Fv11");
	clock.advance(11 * 60_000);
	await picture.refused("T0");
	expect(await picture.of("T0")).toBeUndefined();
	await picture.settled();
	expect(await picture.of("T0")).toBe("Fv12");
});
