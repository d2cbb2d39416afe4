import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readYamlFiles } from "../../src/adapters/catalog/yaml-files.ts";
import { temporaryDir } from "../support/temporary-dir.ts";

describe("what was parsed is kept for the next start, and trusted only for the very same files", () => {
	let dir: ReturnType<typeof temporaryDir>;
	let copy: string;
	let list: { path: string; label: string }[];
	beforeEach(() => {
		dir = temporaryDir();
		copy = join(dir.path, "cache", "copy.json");
		list = ["a.yaml", "b.yaml"].map((name) => ({ path: join(dir.path, name), label: `catalog/${name}` }));
		write(0, "name: first\nday: 2026-11-24\n");
		write(1, "[one, 2, null]\n");
	});
	afterEach(() => dir.remove());

	const write = (at: number, text: string): void => writeFileSync(list[at]!.path, text);
	const load = () => {
		const { files, keep } = readYamlFiles(list, copy);
		keep();
		return files.map(({ data }) => data);
	};
	const parsed = [{ name: "first", day: "2026-11-24" }, ["one", 2, null]];
	/** A copy that says something else, so that one sees whether it was read. */
	const forge = (body: string, digestOf = body): void => {
		const [header = ""] = readFileSync(copy, "utf8").split("\n");
		const made = header.split(" ").slice(0, -1).join(" ");
		writeFileSync(copy, `${made} ${createHash("sha256").update(digestOf).digest("hex")}\n${body}`);
	};

	test("the first start parses and keeps; the second reads what was kept", () => {
		expect(load()).toEqual(parsed);
		expect(existsSync(copy)).toBe(true);
		expect(load()).toEqual(parsed);
		forge('["from the copy",1]');
		expect(load()).toEqual(["from the copy", 1]);
	});

	test("a changed file is parsed again, and so is the one after", () => {
		load();
		forge('["from the copy",1]');
		write(0, "name: second\n");
		expect(load()).toEqual([{ name: "second" }, parsed[1]]);
		expect(load()).toEqual([{ name: "second" }, parsed[1]]);
	});

	test("a file under another name is parsed again", () => {
		load();
		forge('["from the copy",1]');
		list = list.map(({ path, label }) => ({ path, label: `x${label}` }));
		expect(load()).toEqual(parsed);
	});

	test("a copy whose content was changed is not believed", () => {
		load();
		forge('["from the copy",1]', '["something else",1]');
		expect(load()).toEqual(parsed);
	});

	test("half a copy, or none that could be read, is passed over", () => {
		load();
		const whole = readFileSync(copy, "utf8");
		for (const text of [whole.slice(0, -5), whole.slice(0, 20), ""]) {
			writeFileSync(copy, text);
			expect(load()).toEqual(parsed);
		}
	});

	test("where the copy can't be written the files are parsed each time", () => {
		const blocked = join(dir.path, "a.yaml", "copy.json");
		const { files, keep } = readYamlFiles(list, blocked);
		keep();
		expect(files.map(({ data }) => data)).toEqual(parsed);
	});

	test("a file that is missing, and one that is no YAML, say so themselves and don't hide the others", () => {
		write(0, "name: [first\n");
		list.push({ path: join(dir.path, "gone.yaml"), label: "catalog/gone.yaml" });
		const { files } = readYamlFiles(list, copy);
		expect(files).toEqual([
			{ file: "catalog/a.yaml", data: undefined, unreadable: expect.stringMatching(/line 2/) },
			{ file: "catalog/b.yaml", data: parsed[1] },
			{ file: "catalog/gone.yaml", data: undefined, unreadable: expect.stringMatching(/ENOENT/) },
		]);
	});
});
