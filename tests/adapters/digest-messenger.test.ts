import { ErrorCode, type WebClient } from "@slack/web-api";
import { describe, expect, test } from "vitest";
import { slackDigestMessenger } from "../../src/adapters/slack/digest-messenger.ts";
import type { Claim } from "../../src/ports.ts";
import { recordingLog } from "../fakes/recording-log.ts";
import { SimulatedClock } from "../simulation/simulated-clock.ts";
import { askedAbout, digestOf, mondayMorning, projectCatalog } from "../support/digests.ts";

const catalog = projectCatalog();
const digest = digestOf(catalog, [askedAbout(catalog, "feature-store")]);
const claim = (channel: string, until = mondayMorning + 120_000): Claim => ({ workspace: "T1", channel, id: "2026-W48", token: "t", until, mayBePosted: false });
type Call = { method: string; at: number; args: Record<string, unknown> };
const limited = (retryAfter: number) => Object.assign(new Error("ratelimited"), { code: ErrorCode.RateLimitedError, retryAfter });

/** A Slack that keeps its own pace, on a simulated clock. */
function slackWith({ postsPerMinute = 300, uploadsPerMinute = 100, history = [] as object[], refuse = (_: string) => undefined as Error | undefined } = {}) {
	const clock = new SimulatedClock(mondayMorning);
	const calls: Call[] = [];
	const within = (method: string, ms: number): number => calls.filter((call) => call.method === method && call.at > clock.now() - ms).length;
	const called = async <T>(method: string, args: Record<string, unknown>, most: number, answer: T): Promise<T> => {
		if (within(method, 60_000) >= most) throw limited(30);
		calls.push({ method, at: clock.now(), args });
		await clock.sleep(120);
		const refused = refuse(method);
		if (refused !== undefined) throw refused;
		return answer;
	};
	let files = 0;
	const client = {
		chat: { postMessage: (args: Record<string, unknown>) => called("chat.postMessage", args, postsPerMinute, { ok: true, ts: "1.1" }) },
		files: {
			getUploadURLExternal: (args: Record<string, unknown>) => called("getUploadURL", args, uploadsPerMinute, { ok: true, upload_url: "http://127.0.0.1/upload", file_id: `F${++files}` }),
			completeUploadExternal: (args: Record<string, unknown>) => called("completeUpload", args, uploadsPerMinute, { ok: true }),
		},
		conversations: { history: (args: { cursor?: string }) => called("history", args, 50, history[Number(args.cursor ?? 0)] ?? { messages: [] }) },
	} as unknown as WebClient; // as much of it as the digests call
	const upload: typeof fetch = async () => new Response("ok");
	const messenger = slackDigestMessenger({ client, catalog, workspaceUrl: async () => "https://team.slack.com/", clock, fetch: upload, log: recordingLog() });
	/** Lets the time pass until it has come to its end. */
	const inTime = async <T>(work: Promise<T>): Promise<T> => {
		let done = false;
		const end = () => {
			done = true;
		};
		work.then(end, end);
		while (!done) await clock.passUntil(clock.now() + 1000);
		return work;
	};
	return { clock, calls, messenger, inTime };
}

describe("a thousand channels at the same minute", () => {
	test("are all delivered, at a pace that Slack takes without complaint, each with a picture of its own", async () => {
		const { clock, calls, messenger, inTime } = slackWith();
		const send = async (at: number) => {
			const picture = await messenger.upload(new Uint8Array([at % 256, at >> 8]), "alt");
			return messenger.post(claim(`C${at}`, clock.now() + 120_000), digest, picture);
		};
		const waiting = Array.from({ length: 1000 }, (_, at) => at);
		const outcomes: boolean[] = [];
		const worker = async () => {
			for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) outcomes.push((await send(at)).ok);
		};
		await inTime(Promise.all(Array.from({ length: 6 }, worker)));
		expect(outcomes).toHaveLength(1000);
		expect(outcomes.every(Boolean)).toBe(true);
		expect(calls.filter(({ method }) => method === "getUploadURL")).toHaveLength(1000);
		expect((clock.now() - mondayMorning) / 60_000).toBeLessThan(15);
	});
	test("are sent within minutes where they show the same picture, which is uploaded once", async () => {
		const { clock, calls, messenger, inTime } = slackWith();
		const png = new Uint8Array([1, 2, 3]);
		await inTime(Promise.all(Array.from({ length: 1000 }, async (_, at) => messenger.post(claim(`C${at}`, mondayMorning + 3_600_000), digest, await messenger.upload(png, "alt")))));
		expect(calls.filter(({ method }) => method === "getUploadURL")).toHaveLength(1);
		expect(calls.filter(({ method }) => method === "chat.postMessage")).toHaveLength(1000);
		expect((clock.now() - mondayMorning) / 60_000).toBeLessThan(6);
	});
});

describe("the picture", () => {
	test("is uploaded without a channel, so that it is no message of its own, and shown in the digest by its id", async () => {
		const { calls, messenger, inTime } = slackWith();
		const picture = await inTime(messenger.upload(new Uint8Array([1, 2, 3]), "what it shows"));
		await inTime(messenger.post(claim("C1"), digest, picture));
		const [announced, completed, posted] = calls;
		expect(announced?.args).toMatchObject({ length: 3, alt_text: "what it shows" });
		expect(completed?.args).toEqual({ files: [{ id: "F1", title: "The lifecycle of ML" }] });
		expect(posted?.args.blocks).toContainEqual({ type: "image", slack_file: { id: "F1" }, alt_text: digest.picture?.alt });
	});
	test.each([
		["has no permission", Object.assign(new Error("missing_scope"), { code: ErrorCode.PlatformError, data: { error: "missing_scope" } })],
		["is busy", limited(30)],
		["can't be reached", Object.assign(new Error("reset"), { code: ErrorCode.RequestError })],
	])("is none where Slack %s", async (_, error) => {
		const { messenger, inTime } = slackWith({ refuse: () => error });
		expect(await inTime(messenger.upload(new Uint8Array([1]), "alt"))).toBeUndefined();
	});
});

describe("a post", () => {
	test("carries which digest it is and which tool it shows, and asks for no unfurling", async () => {
		const { calls, messenger, inTime } = slackWith();
		await inTime(messenger.post(claim("C1"), digest, undefined));
		expect(calls[0]?.args).toMatchObject({
			channel: "C1",
			unfurl_links: false,
			unfurl_media: false,
			metadata: { event_type: "mlops_recommend_digest", event_payload: { digest_id: "T1.C1.2026-W48", shown: digest.worthALook?.tool.id } },
		});
	});
	test("is not begun when its claim is about to run out", async () => {
		const { calls, messenger, inTime } = slackWith();
		expect(await inTime(messenger.post(claim("C1", mondayMorning + 10_000), digest, undefined))).toEqual({ ok: false, failure: { kind: "later", afterMs: 1000 } });
		expect(calls).toEqual([]);
	});
	test("holds the others of its workspace where Slack says to wait", async () => {
		let busy = true;
		const { clock, messenger, inTime } = slackWith({ refuse: (method) => (method === "chat.postMessage" && busy ? limited(20) : undefined) });
		expect(await inTime(messenger.post(claim("C1"), digest, undefined))).toEqual({ ok: false, failure: { kind: "later", afterMs: 20_000 } });
		busy = false;
		const before = clock.now();
		expect((await inTime(messenger.post(claim("C2"), digest, undefined))).ok).toBe(true);
		expect(clock.now() - before).toBeGreaterThanOrEqual(19_000);
	});
});

describe("the search for a digest", () => {
	const message = (digest_id: string, more = {}) => ({ ts: "7.7", metadata: { event_type: "mlops_recommend_digest", event_payload: { digest_id, ...more } } });
	const key = { workspace: "T1", channel: "C1", id: "2026-W48" };

	test("finds it by its metadata, on whichever page it stands, with the tool that it shows", async () => {
		const pages = [{ messages: [message("T1.C1.2026-W47"), { ts: "1.0" }], response_metadata: { next_cursor: "1" } }, { messages: [message("T1.C1.2026-W48", { shown: "feast" })] }];
		const { messenger, inTime, calls } = slackWith({ history: pages });
		expect(await inTime(messenger.find(key, mondayMorning))).toEqual({ ts: "7.7", shown: "feast" });
		expect(calls[0]?.args).toMatchObject({ include_all_metadata: true, oldest: String(mondayMorning / 1000 - 60) });
	});
	test("finds nothing where there is nothing", async () => {
		const { messenger, inTime } = slackWith({ history: [{ messages: [message("T1.C1.2026-W47")] }] });
		expect(await inTime(messenger.find(key, mondayMorning))).toBeUndefined();
	});
	test("finds nothing in a channel that is gone", async () => {
		const { messenger, inTime } = slackWith({ refuse: () => Object.assign(new Error(), { code: ErrorCode.PlatformError, data: { error: "channel_not_found" } }) });
		expect(await inTime(messenger.find(key, mondayMorning))).toBeUndefined();
	});
	test("says so where it can't look: that is not the same as nothing", async () => {
		const { messenger, inTime } = slackWith({ refuse: () => Object.assign(new Error("down"), { code: ErrorCode.RequestError }) });
		await expect(inTime(messenger.find(key, mondayMorning))).rejects.toThrow("down");
	});
});
