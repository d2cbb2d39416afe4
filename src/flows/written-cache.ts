import type { z } from "zod";
import { type Writing, writingIdentity } from "../core/answer/writing-identity.ts";
import { errorCode } from "../core/error-code.ts";
import type { Log, Store } from "../ports.ts";

/** How long what a model wrote is kept. A change of the catalog, the prompts or the model ends it sooner. */
const ttlMs = 7 * 24 * 60 * 60 * 1000;

type Deps = { store: Store; log: Log };

/** Where a workspace keeps what was written; the need is hashed, so that the key says nothing of it. */
export async function writtenKey(workspace: string, writing: Writing): Promise<string> {
	const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(writingIdentity(writing)));
	return `written:${workspace}:${Buffer.from(hash).toString("base64url")}`;
}

/**
 * What a model wrote for the same need before. It comes back as it was written, for somebody else perhaps: it is verified
 * against this asker's words like any other output. Never rejects: what can't be read is written again.
 */
export async function recallWritten<T>({ store, log }: Deps, key: string, schema: z.ZodType<T>): Promise<T | undefined> {
	try {
		const stored = schema.safeParse(await store.get(key));
		return stored.success ? stored.data : undefined;
	} catch (error) {
		log.warn({ code: errorCode(error) }, "what was written before could not be read");
		return undefined;
	}
}

/** Keeps what a model wrote, once it has passed. Never rejects: what can't be kept is paid for twice at worst. */
export async function rememberWritten({ store, log }: Deps, key: string, written: unknown): Promise<void> {
	try {
		await store.set(key, written, ttlMs);
	} catch (error) {
		log.warn({ code: errorCode(error) }, "what was written could not be kept");
	}
}
