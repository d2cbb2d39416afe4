import type { Store } from "../../src/ports.ts";

/** A store that can be made to fail. */
export function storeInMemory(): Store & { readonly values: Map<string, unknown>; failing: boolean } {
	const values = new Map<string, unknown>();
	const store = {
		values,
		failing: false,
		get: async (key: string) => {
			await works();
			return structuredClone(values.get(key));
		},
		set: async (key: string, value: unknown) => {
			await works();
			values.set(key, structuredClone(value));
		},
		update: async (key: string, change: (value: unknown) => unknown) => {
			await works();
			const next = change(structuredClone(values.get(key)));
			if (next !== undefined) values.set(key, structuredClone(next));
		},
		delete: async (key: string) => {
			await works();
			values.delete(key);
		},
		entries: async function* (prefix: string) {
			await works();
			for (const [key, value] of [...values]) if (key.startsWith(prefix)) yield [key, structuredClone(value)] as const;
		},
	};
	const works = async (): Promise<void> => {
		await new Promise((resolve) => setImmediate(resolve));
		if (store.failing) throw Object.assign(new Error("disk I/O error"), { code: "ERR_DISK" });
	};
	return store satisfies Store;
}
