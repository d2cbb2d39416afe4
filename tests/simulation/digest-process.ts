import { openDataDir } from "../../src/adapters/sqlite/database.ts";
import type { Digest } from "../../src/core/digest/digest.ts";
import { DigestRun } from "../../src/flows/digest-run.ts";
import { sendDigest } from "../../src/flows/send-digest.ts";
import type { Claim, Clock, DigestKey, DigestMessenger } from "../../src/ports.ts";
import { recordingLog } from "../fakes/recording-log.ts";
import { checkedSmallCatalog } from "../support/small-catalog.ts";
import type { WeeklyState } from "./digest-year.ts";
import type { Call, FromProcess, ToProcess } from "./killed-processes.ts";
import { redisConnected } from "./redis-backing.ts";
import { stateOn } from "./sqlite-backing.ts";

/** One process that sends digests, on a real store, to be killed: the time and Slack are its parent's. */

const [kind, place = ""] = process.argv.slice(2);
const open = async (): Promise<WeeklyState> => (kind === "redis" ? (await redisConnected(place)).state : stateOn(openDataDir(place).database));

let now = 0;
const clock: Clock = { now: () => now, sleep: async () => {} };
const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
let calls = 0;
const tell = (message: FromProcess): void => void process.send?.(message);
/** Asks the parent, which holds Slack. */
const call = <T>(method: Call["method"], args: unknown[]): Promise<T> =>
	new Promise((resolve, reject) => {
		calls++;
		waiting.set(calls, { resolve, reject });
		tell({ kind: "call", id: calls, method, args });
	});
const slack: DigestMessenger = {
	upload: (_, alt) => call("upload", [alt]),
	post: (claim: Claim, digest: Digest, picture) => call("post", [claim, digest, picture]),
	find: (key: DigestKey, since) => call("find", [key, since]),
	tell: (user, text) => call("tell", [user, text]),
};

const state = await open();
const catalog = checkedSmallCatalog();
const log = recordingLog();
const aChannel = { isPrivate: true, isShared: false, hasBot: true };
const deps = {
	...state,
	catalog,
	catalogWithoutOverlay: catalog,
	channels: { of: async () => aChannel, inPassing: async () => aChannel, hasMember: async () => true, zoneOf: async () => "UTC" },
	messenger: slack,
	draw: async () => new Uint8Array([1]),
	clock,
	log,
};
const run = new DigestRun({ subscriptions: state.subscriptions, send: (toSend) => sendDigest(deps, toSend), clock, log });

process.on("message", async (message: ToProcess) => {
	if (message.kind === "answer") {
		const call = waiting.get(message.id);
		waiting.delete(message.id);
		if (message.error === undefined)
			call?.resolve(message.value as never); // as the port's method has it
		else call?.reject(new Error(message.error));
		return;
	}
	now = message.now;
	await run.tick();
	await run.drained();
	tell({ kind: "idle" });
});
tell({ kind: "ready" });
