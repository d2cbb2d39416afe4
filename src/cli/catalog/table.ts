import { styleText } from "node:util";

/** Bold on a terminal only. */
export const bold = (text: string): string => styleText("bold", text, { stream: process.stdout });

/** Rows under a heading in bold, columns two spaces apart; columns of numbers are set to the right. */
export function table(heading: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
	const widths = heading.map((title, column) => Math.max(title.length, ...rows.map((row) => String(row[column] ?? "").length)));
	const line = (cells: readonly (string | number)[]) =>
		cells
			.map((cell, column) => (isNumeric(rows, column) ? String(cell).padStart(widths[column] ?? 0) : String(cell).padEnd(widths[column] ?? 0)))
			.join("  ")
			.trimEnd();
	return [bold(line(heading)), ...rows.map(line)].join("\n");
}

const isNumeric = (rows: readonly (readonly (string | number)[])[], column: number): boolean =>
	rows.length > 0 && rows.every((row) => typeof row[column] === "number" || /^\d[\d.,]*%?$/.test(String(row[column])));
