import type { Digest } from "../../src/core/digest/digest.ts";
import type { Claim, Clock, Delivered, DigestKey, DigestMessenger, Posted, UploadedPicture } from "../../src/ports.ts";
import type { Random } from "./random.ts";

export type PostedDigest = { channel: string; id: string; at: number; shown?: string; withPicture: boolean };

/** How often things go wrong, as parts of all calls. */
export type Troubles = { lostResponse: number; neverArrived: number; rateLimited: number; uploadFails: number; searchFails: number };
export const usualTroubles: Troubles = { lostResponse: 0.02, neverArrived: 0.01, rateLimited: 0.02, uploadFails: 0.03, searchFails: 0.05 };

/** A Slack that takes its time and sometimes fails, and what it holds afterwards: it outlives the bots that call it. */
export class SimulatedSlack implements DigestMessenger {
	readonly posted: PostedDigest[] = [];
	readonly told: { user: string; text: string }[] = [];
	readonly counts = { lostResponses: 0, neverArrived: 0, rateLimited: 0, uploadsFailed: 0, searches: 0, searchesFailed: 0 };
	readonly closed = new Set<string>();
	readonly #clock: Clock;
	readonly #random: Random;
	readonly #troubles: Troubles;
	readonly #byId = new Map<string, PostedDigest>();
	#uploads = 0;

	constructor(clock: Clock, random: Random, troubles: Troubles) {
		this.#clock = clock;
		this.#random = random;
		this.#troubles = troubles;
	}

	async upload(): Promise<UploadedPicture | undefined> {
		await this.#takeTime();
		if (this.#random.happens(this.#troubles.uploadFails)) {
			this.counts.uploadsFailed++;
			return undefined;
		}
		this.#uploads++;
		return { id: `F${this.#uploads}` };
	}

	async post(claim: Claim, digest: Digest, picture: UploadedPicture | undefined): Promise<Delivered> {
		await this.#takeTime();
		const { rateLimited, neverArrived, lostResponse } = this.#troubles;
		if (this.closed.has(claim.channel)) return { ok: false, failure: { kind: "refused", code: "is_archived" } };
		if (this.#random.happens(rateLimited)) {
			this.counts.rateLimited++;
			return { ok: false, failure: { kind: "later", afterMs: this.#random.between(1, 30) * 1000 } };
		}
		if (this.#random.happens(neverArrived)) {
			this.counts.neverArrived++;
			await this.#clock.sleep(10_000);
			return { ok: false, failure: { kind: "unknown", code: "timeout" } };
		}
		const shown = digest.worthALook?.tool.id;
		const message: PostedDigest = { channel: claim.channel, id: claim.id, at: this.#clock.now(), withPicture: picture !== undefined, ...(shown === undefined ? {} : { shown }) };
		this.posted.push(message);
		this.#byId.set(`${claim.channel} ${claim.id}`, message);
		// The response takes its time too.
		await this.#takeTime();
		if (this.#random.happens(lostResponse)) {
			this.counts.lostResponses++;
			return { ok: false, failure: { kind: "unknown", code: "socket_hang_up" } };
		}
		return { ok: true, ts: String(message.at) };
	}

	async find({ channel, id }: DigestKey): Promise<(Posted & { shown?: string }) | undefined> {
		await this.#takeTime();
		this.counts.searches++;
		if (this.#random.happens(this.#troubles.searchFails)) {
			this.counts.searchesFailed++;
			throw new Error("Slack could not be reached");
		}
		const found = this.#byId.get(`${channel} ${id}`);
		return found === undefined ? undefined : { ts: String(found.at), ...(found.shown === undefined ? {} : { shown: found.shown }) };
	}

	async tell(user: string, text: string): Promise<Delivered> {
		await this.#takeTime();
		this.told.push({ user, text });
		return { ok: true, ts: "1" };
	}

	#takeTime(): Promise<void> {
		return this.#clock.sleep(this.#random.between(40, 600));
	}
}
