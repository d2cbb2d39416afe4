import type { Digest } from "../../src/core/digest/digest.ts";
import type { Claim, Delivered, DeliveryFailure, DigestKey, DigestMessenger, Posted, UploadedPicture } from "../../src/ports.ts";

/** What becomes of a post: it may take effect and seem to fail all the same. */
export type PostFate = { takesEffect: boolean; failure?: DeliveryFailure };

/** What Slack holds after the digests' calls. */
export class DigestSlack implements DigestMessenger {
	readonly posts: { channel: string; id: string; digest: Digest; picture: string | undefined }[] = [];
	readonly told: { user: string; text: string }[] = [];
	uploads = 0;
	searches = 0;
	attempts = 0;
	/** Decides what becomes of each post, counted from 1. */
	fate: (attempt: number, picture: string | undefined) => PostFate = () => ({ takesEffect: true });
	takesPictures = true;
	tellFails: DeliveryFailure | undefined;
	searchFails = false;

	async upload(): Promise<UploadedPicture | undefined> {
		if (!this.takesPictures) return undefined;
		this.uploads++;
		return { id: `F${this.uploads}` };
	}

	async post({ channel, id }: Claim, digest: Digest, picture: UploadedPicture | undefined): Promise<Delivered> {
		this.attempts++;
		const { takesEffect, failure } = this.fate(this.attempts, picture?.id);
		if (takesEffect) this.posts.push({ channel, id, digest, picture: picture?.id });
		return failure === undefined ? { ok: true, ts: String(this.posts.length) } : { ok: false, failure };
	}

	async find({ channel, id }: DigestKey): Promise<(Posted & { shown?: string }) | undefined> {
		this.searches++;
		if (this.searchFails) throw new Error("Slack could not be reached");
		const found = this.posts.find((post) => post.channel === channel && post.id === id);
		const shown = found?.digest.worthALook?.tool.id;
		return found === undefined ? undefined : { ts: "1", ...(shown === undefined ? {} : { shown }) };
	}

	async tell(user: string, text: string): Promise<Delivered> {
		if (this.tellFails !== undefined) return { ok: false, failure: this.tellFails };
		this.told.push({ user, text });
		return { ok: true, ts: "1" };
	}
}
