import { createHash } from "node:crypto";
import type { WebClient } from "@slack/web-api";
import type { Catalog } from "../../core/catalog/catalog.ts";
import type { Claim, Clock, Delivered, DigestKey, DigestMessenger, Log, UploadedPicture } from "../../ports.ts";
import { ChannelPace } from "./channel-pace.ts";
import { digestMessage } from "./digest-blocks.ts";
import { failureOf } from "./failures.ts";
import { pictureUpload } from "./picture-upload.ts";

/** Marks a digest with the week that it is of, so that it can be found again. */
const eventType = "mlops_recommend_digest";
type Payload = { digest_id: string; shown?: string };

/** Slack lets a workspace take several hundred messages a minute, and answers have the right of way. */
const postEveryMs = 250;
const searchPages = 25;
/** A post that is not begun so long before its claim ends could meet somebody else's. */
const roomForPostMs = 15_000;
const shareMs = 10 * 60_000;

export type DigestMessengerOptions = { client: WebClient; catalog: Catalog; workspaceUrl: () => Promise<string | undefined>; clock: Clock; fetch: typeof fetch; log: Log };

/** Slack as the digests see it. The client must have its own retries off. */
export function slackDigestMessenger({ client, catalog, workspaceUrl, clock, fetch, log }: DigestMessengerOptions): DigestMessenger {
	const posts = new ChannelPace(clock, postEveryMs);
	const post = async (pace: string, message: Parameters<WebClient["chat"]["postMessage"]>[0], claim?: Claim): Promise<Delivered> => {
		await posts.turn(pace);
		if (claim !== undefined && claim.until - clock.now() < roomForPostMs) return { ok: false, failure: { kind: "later", afterMs: 1000 } };
		try {
			const { ts } = await client.chat.postMessage({ unfurl_links: false, unfurl_media: false, ...message });
			return ts === undefined ? { ok: false, failure: { kind: "unknown", code: "no_ts" } } : { ok: true, ts };
		} catch (error) {
			const failure = failureOf(error);
			if (failure.kind === "later") posts.hold(pace, failure.afterMs);
			return { ok: false, failure };
		}
	};

	const upload = pictureUpload({ client, clock, fetch, log });

	/** Channels whose digests count the same show the same picture: it is uploaded once for all that are sent within minutes. */
	const uploaded = new Map<string, { at: number; picture: Promise<UploadedPicture | undefined> }>();
	const uploadOnce = async (png: Uint8Array, alt: string): Promise<UploadedPicture | undefined> => {
		for (const [key, { at }] of uploaded) if (clock.now() - at > shareMs) uploaded.delete(key);
		const key = createHash("sha256").update(png).digest("hex");
		const before = uploaded.get(key);
		if (before !== undefined) return before.picture;
		const picture = upload(png, alt);
		uploaded.set(key, { at: clock.now(), picture });
		if ((await picture) === undefined) uploaded.delete(key);
		return picture;
	};

	return {
		upload: uploadOnce,
		post: async (claim, digest, picture) => {
			const shown = digest.worthALook?.tool.id;
			const event_payload: Payload = { digest_id: idOf(claim), ...(shown === undefined ? {} : { shown }) };
			const message = digestMessage(catalog, digest, picture?.id, await workspaceUrl());
			return post(claim.workspace, { channel: claim.channel, ...message, metadata: { event_type: eventType, event_payload } }, claim);
		},
		find: async (key, since) => {
			let cursor: string | undefined;
			for (let page = 0; page < searchPages; page++) {
				const found = await historyPage(client, key.channel, since, cursor);
				const ours = found.messages.find(({ payload }) => payload?.digest_id === idOf(key));
				if (ours !== undefined) return { ts: ours.ts, ...(ours.payload?.shown === undefined ? {} : { shown: ours.payload.shown }) };
				if (found.next === undefined) return undefined;
				cursor = found.next;
			}
			throw new Error(`Expected to have searched ${key.channel} to its end, got ${searchPages} full pages`);
		},
		tell: (user, text) => post(user, { channel: user, text }),
	};
}

const idOf = ({ workspace, channel, id }: DigestKey): string => `${workspace}.${channel}.${id}`;

type Page = { messages: { ts: string; payload: Partial<Payload> | undefined }[]; next: string | undefined };

/** A channel that is gone, or closed to us, holds nothing that could be posted twice. */
const goneForGood = new Set(["channel_not_found", "is_archived", "not_in_channel"]);

async function historyPage(client: WebClient, channel: string, since: number, cursor: string | undefined): Promise<Page> {
	try {
		const { messages, response_metadata } = await client.conversations.history({
			channel,
			include_all_metadata: true,
			limit: 200,
			oldest: String(since / 1000 - 60),
			...(cursor === undefined ? {} : { cursor }),
		});
		const next = response_metadata?.next_cursor;
		return {
			messages: (messages ?? []).flatMap(({ ts, metadata }) =>
				ts === undefined || metadata?.event_type !== eventType ? [] : [{ ts, payload: metadata.event_payload as Partial<Payload> | undefined }],
			),
			next: next === "" ? undefined : next,
		};
	} catch (error) {
		const failure = failureOf(error);
		if (failure.kind === "refused" && goneForGood.has(failure.code)) return { messages: [], next: undefined };
		throw error;
	}
}
