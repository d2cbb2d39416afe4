import Keyv, { type KeyvStoreAdapter } from "keyv";
import type { Store } from "../ports.ts";

/**
 * Small state with an end, on one of Keyv's storages. What is kept is plain JSON; Keyv's own serializer looks for more, and
 * takes ten times as long.
 */
export function openKeyv(store: KeyvStoreAdapter, namespace?: string): Keyv {
	return new Keyv({ store, useKeyPrefix: false, throwOnErrors: true, serialize: JSON.stringify, deserialize: JSON.parse, ...(namespace === undefined ? {} : { namespace }) });
}

/** A value as Keyv keeps it, with its end in milliseconds since the epoch. */
export const wrapped = (value: unknown, expires: number): string => JSON.stringify({ value, expires });

/** What Keyv keeps in a text; `undefined` where there is none, or it has ended by `now`. */
export function unwrapped(text: string | undefined, now: number): unknown {
	if (text === undefined) return undefined;
	const { value, expires } = JSON.parse(text) as { value: unknown; expires?: number | null }; // written by Keyv, or by `wrapped`
	return typeof expires === "number" && expires <= now ? undefined : value;
}

/** Keyv as the flows see it. @param rest what Keyv does not do: to list what begins with a prefix, and to change a value in one step */
export const storeOn = (keyv: Keyv, rest: Pick<Store, "entries" | "update">): Store => ({
	get: (key) => keyv.get(key),
	set: async (key, value, ttlMs) => {
		await keyv.set(key, value, ttlMs);
	},
	delete: async (key) => {
		await keyv.delete(key);
	},
	...rest,
});
