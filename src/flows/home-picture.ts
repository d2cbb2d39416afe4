import { z } from "zod";
import type { Clock, Log, Store, UploadedPicture } from "../ports.ts";

const ttlMs = 90 * 24 * 60 * 60 * 1000;
/** Where a picture could not be uploaded, it is not tried again for so long: who opens their Home is not kept waiting for it anyway. */
const againMs = 60 * 60 * 1000;
/** Slack looks at a picture before it shows it: one that is refused for longer than this is gone. */
const settledMs = 10 * 60 * 1000;

const keptSchema = z.strictObject({ id: z.string(), catalog: z.string(), /** When it was uploaded, in milliseconds since the epoch. */ at: z.int() });

export type HomePictureDeps = {
	store: Store;
	clock: Pick<Clock, "now">;
	log: Log;
	/** Version of the catalog that is drawn. */
	catalog: string;
	draw: () => Promise<Uint8Array>;
	upload: (png: Uint8Array) => Promise<UploadedPicture | undefined>;
};

/**
 * The picture of the lifecycle for each workspace's App Homes: uploaded once per workspace and catalog, and kept by its id.
 * Nobody waits for it: until it is there, the Home goes without.
 */
export class HomePicture {
	readonly #deps: HomePictureDeps;
	/** What is being uploaded, by workspace. */
	readonly #uploads = new Map<string, Promise<void>>();
	/** When each workspace last took no picture, in milliseconds since the epoch. */
	readonly #failedAt = new Map<string, number>();

	constructor(deps: HomePictureDeps) {
		this.#deps = deps;
	}

	/** The id of the uploaded picture; `undefined` where there is none yet. Never rejects. */
	async of(workspace: string): Promise<string | undefined> {
		const { store, catalog, log } = this.#deps;
		try {
			const kept = keptSchema.safeParse(await store.get(keyOf(workspace)));
			if (kept.success && kept.data.catalog === catalog) return kept.data.id;
			this.#begin(workspace);
		} catch (error) {
			log.warn({ error: (error as Error).name }, "whether there is a picture for the App Home could not be read");
		}
		return undefined;
	}

	/** Slack did not show it: one that it has had time to look at is uploaded anew. */
	async refused(workspace: string): Promise<void> {
		const { store, clock } = this.#deps;
		const kept = keptSchema.safeParse(await store.get(keyOf(workspace)));
		if (kept.success && clock.now() - kept.data.at > settledMs) await store.delete(keyOf(workspace));
	}

	/** Resolves when nothing is being uploaded. */
	async settled(): Promise<void> {
		await Promise.all(this.#uploads.values());
	}

	#begin(workspace: string): void {
		const failedAt = this.#failedAt.get(workspace);
		if (this.#uploads.has(workspace) || (failedAt !== undefined && this.#deps.clock.now() - failedAt < againMs)) return;
		this.#uploads.set(workspace, this.#upload(workspace));
	}

	async #upload(workspace: string): Promise<void> {
		const { store, clock, log, catalog, draw, upload } = this.#deps;
		let uploaded: UploadedPicture | undefined;
		try {
			uploaded = await upload(await draw());
			if (uploaded !== undefined) await store.set(keyOf(workspace), { id: uploaded.id, catalog, at: clock.now() }, ttlMs);
		} catch (error) {
			log.warn({ error: (error as Error).name }, "there is no picture for the App Home");
		}
		if (uploaded === undefined) this.#failedAt.set(workspace, clock.now());
		this.#uploads.delete(workspace);
	}
}

const keyOf = (workspace: string): string => `home-picture:${workspace}`;
