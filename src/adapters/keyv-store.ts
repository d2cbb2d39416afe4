import Keyv, { type KeyvStoreAdapter } from "keyv";
import type { Store } from "../ports.ts";

/**
 * Small state with an end, on one of Keyv's storages. What is kept is plain JSON; Keyv's own serializer looks for more, and
 * takes ten times as long.
 */
export function openKeyv(store: KeyvStoreAdapter, namespace?: string): Keyv {
	return new Keyv({ store, useKeyPrefix: false, throwOnErrors: true, serialize: JSON.stringify, deserialize: JSON.parse, ...(namespace === undefined ? {} : { namespace }) });
}

/** Keyv as the flows see it. @param entries lists what begins with a prefix, which Keyv does not do */
export const storeOn = (keyv: Keyv, entries: Store["entries"]): Store => ({
	get: (key) => keyv.get(key),
	set: async (key, value, ttlMs) => {
		await keyv.set(key, value, ttlMs);
	},
	delete: async (key) => {
		await keyv.delete(key);
	},
	entries,
});
