import { DatabaseSync } from "node:sqlite";

/** How many rows of each table were saved from a damaged file, and how many were not; `undefined` where that can't be told. */
export type Salvaged = Record<string, { saved: number; lost: number | undefined }>;
type Row = Record<string, null | number | bigint | string | Uint8Array>;

/** Tables, with what their rows are ordered by. */
const tables = { inbox: "rowid", state: "key" } as const;

/** Copies what can be read of a damaged file into `database`, whose tables are there already. Never throws for the damage. */
export function salvage(damagedFile: string, database: DatabaseSync): Salvaged {
	const salvaged: Salvaged = {};
	for (const [table, order] of Object.entries(tables)) {
		const rows = readableRows(damagedFile, table, order);
		const columns = database
			.prepare(`SELECT name FROM pragma_table_info('${table}')`)
			.all()
			.map(({ name }) => String(name));
		const insert = database.prepare(`INSERT OR IGNORE INTO ${table} (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`);
		let saved = 0;
		database.exec("BEGIN IMMEDIATE");
		for (const row of rows) {
			try {
				saved += Number(insert.run(...columns.map((column) => row[column] ?? null)).changes);
			} catch {
				// A row that no longer is what the table holds.
			}
		}
		database.exec("COMMIT");
		const total = countRows(damagedFile, table);
		salvaged[table] = { saved, lost: total === undefined ? undefined : Math.max(0, total - saved) };
	}
	return salvaged;
}

/** From the first row on until the damage, and from the last one back until the damage. */
function readableRows(file: string, table: string, order: string): Row[] {
	const found = new Map<unknown, Row>();
	for (const direction of ["ASC", "DESC"]) {
		attempt(file, (damaged) => {
			for (const row of damaged.prepare(`SELECT ${order} AS position, * FROM ${table} ORDER BY ${order} ${direction}`).iterate()) {
				if (found.has(row.position)) return;
				found.set(row.position, row);
			}
		});
	}
	return [...found.values()].sort((a, b) => (Number(a.position) || 0) - (Number(b.position) || 0));
}

/** Told by an index where the table itself can't be read through. */
const countRows = (file: string, table: string): number | undefined => attempt(file, (damaged) => Number(damaged.prepare(`SELECT count(*) AS count FROM ${table}`).get()?.count));

/** As far as it gets. */
function attempt<T>(file: string, read: (damaged: DatabaseSync) => T): T | undefined {
	let damaged: DatabaseSync | undefined;
	try {
		damaged = new DatabaseSync(file, { readOnly: true });
		return read(damaged);
	} catch {
		return undefined;
	} finally {
		damaged?.close();
	}
}
