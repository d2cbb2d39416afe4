import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Store } from "../../ports.ts";
import { entriesOf } from "./sqlite-store.ts";

/** What is kept in a folder for state, to look at only: the bot may run beside it. `undefined` where nothing is kept yet. */
export function readState(dir: string): (Pick<Store, "entries"> & { close: () => void }) | undefined {
	const file = join(resolve(dir), "state.sqlite");
	if (!existsSync(file)) return undefined;
	const database = new DatabaseSync(file, { readOnly: true, timeout: 2000 });
	const hasState = database.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'state'").get() !== undefined;
	return { entries: hasState ? entriesOf(database) : async function* () {}, close: () => database.close() };
}
