import type { WebClient } from "@slack/web-api";
import type { Clock, Log, UploadedPicture } from "../../ports.ts";
import { ChannelPace } from "./channel-pace.ts";
import { failureOf } from "./failures.ts";

/** Slack lets about a hundred uploads a minute. */
const uploadEveryMs = 700;
const uploadTimeoutMs = 10_000;
const fileName = "lifecycle.png";
const altLimit = 1000;

export type PictureUploadOptions = { client: WebClient; clock: Clock; fetch: typeof fetch; log: Log };

/** Uploads a picture of the lifecycle without showing it anywhere; `undefined` where Slack does not take it. */
export function pictureUpload({ client, clock, fetch, log }: PictureUploadOptions): (png: Uint8Array, alt: string) => Promise<UploadedPicture | undefined> {
	const pace = new ChannelPace(clock, uploadEveryMs);
	return async (png, alt) => {
		await pace.turn("upload");
		try {
			// Not the SDK's `filesUploadV2`, which retries on a schedule of its own.
			const { upload_url, file_id } = await client.files.getUploadURLExternal({ filename: fileName, length: png.byteLength, alt_text: alt.slice(0, altLimit) });
			if (upload_url === undefined || file_id === undefined) return undefined;
			// A copy in a buffer of its own, as `fetch` takes it.
			const response = await fetch(upload_url, { method: "POST", headers: { "content-type": "image/png" }, body: new Uint8Array(png), signal: AbortSignal.timeout(uploadTimeoutMs) });
			if (!response.ok) {
				log.warn({ status: response.status }, "Slack did not take a picture; it is left out");
				return undefined;
			}
			// Without a channel: it is shown inside what we write, not as a message of its own.
			await client.files.completeUploadExternal({ files: [{ id: file_id, title: "The lifecycle of ML" }] });
			return { id: file_id };
		} catch (error) {
			log.warn({ ...failureOf(error) }, "a picture could not be uploaded; it is left out");
			return undefined;
		}
	};
}
