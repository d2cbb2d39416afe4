import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readCatalog } from "../../src/adapters/catalog/read-catalog.ts";
import { smallCatalog, tool, toolText, writeCatalog } from "../support/small-catalog.ts";
import { temporaryDir } from "../support/temporary-dir.ts";

describe("what was checked is kept for the next start, and trusted only for the very same files and code", () => {
	let dir: ReturnType<typeof temporaryDir>;
	let copy: string;
	beforeEach(() => {
		dir = temporaryDir();
		copy = join(dir.path, "cache", "copy.json");
		writeCatalog(dir.path, smallCatalog());
	});
	afterEach(() => dir.remove());

	const load = () => readCatalog(dir.path, copy);
	const nameOfAlpha = (): string | undefined => {
		const loaded = load();
		return loaded.ok ? loaded.catalog.tools.get("alpha")?.name : undefined;
	};
	/** A copy that calls alpha otherwise, so that one sees whether it was read. */
	const forge = ({ digest = true, key = (made: string) => made } = {}): void => {
		const [header = "", body = ""] = readFileSync(copy, "utf8").split("\n");
		const forged = body.replace('"name":"Alphalyze"', '"name":"From the copy"');
		const made = key(header.split(" ").slice(0, -1).join(" "));
		writeFileSync(
			copy,
			`${made} ${createHash("sha256")
				.update(digest ? forged : body)
				.digest("hex")}\n${forged}`,
		);
	};

	test("the first start keeps what it checked, and the second gives the same from what was kept", () => {
		const first = load();
		expect(existsSync(copy)).toBe(true);
		const second = load();
		if (!first.ok || !second.ok) throw new Error("Expected both to hold");
		const { isOpenSource: _, ...whole } = second.catalog;
		expect(second.version).toBe(first.version);
		expect(first.catalog).toMatchObject(whole);
		expect([...second.catalog.tools]).toEqual([...first.catalog.tools]);
		expect([...second.catalog.tools.values()].every(second.catalog.isOpenSource)).toBe(true);
		forge();
		expect(nameOfAlpha()).toBe("From the copy");
	});

	test("a changed file is read, and a fault in it is told as if there were no copy", () => {
		load();
		forge();
		writeFileSync(join(dir.path, "tools", "beta.yaml"), toolText(tool("beta", { licence: "none", alternatives: ["alpha"] })));
		const loaded = load();
		expect(loaded.ok ? [] : loaded.problems).toEqual([{ file: `${dir.path}/tools/beta.yaml`, field: "licence", message: expect.stringContaining('"none"') }]);
	});

	test("a file that is added or taken away is noticed", () => {
		load();
		forge();
		writeFileSync(join(dir.path, "tools", "gamma.yaml"), toolText(tool("gamma")));
		const loaded = load();
		expect(loaded.ok && [loaded.catalog.tools.get("alpha")?.name, loaded.catalog.tools.has("gamma")]).toEqual(["Alphalyze", true]);
	});

	test("a copy that other code has checked is not believed", () => {
		load();
		forge({ key: (made) => made.replace(/.$/, (last) => (last === "0" ? "1" : "0")) });
		expect(nameOfAlpha()).toBe("Alphalyze");
	});

	test("a copy whose content was changed is not believed", () => {
		load();
		forge({ digest: false });
		expect(nameOfAlpha()).toBe("Alphalyze");
	});

	test("half a copy, or none, is passed over", () => {
		load();
		const whole = readFileSync(copy, "utf8");
		for (const text of [whole.slice(0, -5), whole.slice(0, 20), ""]) {
			writeFileSync(copy, text);
			expect(nameOfAlpha()).toBe("Alphalyze");
		}
	});

	test("a catalog with a fault is never kept", () => {
		writeFileSync(join(dir.path, "tools", "beta.yaml"), toolText(tool("beta", { licence: "none", alternatives: ["alpha"] })));
		expect(load().ok).toBe(false);
		expect(existsSync(copy)).toBe(false);
	});

	test("where the copy can't be written the catalog is checked each time", () => {
		const loaded = readCatalog(dir.path, join(dir.path, "framework.yaml", "copy.json"));
		expect(loaded.ok).toBe(true);
	});

	test("the code that checks lies in one folder and needs nothing but zod, so that its hash says all", () => {
		const folder = join(import.meta.dirname, "../../src/core/catalog");
		const imported = readdirSync(folder).flatMap((name) => [...readFileSync(join(folder, name), "utf8").matchAll(/(?:from|import) "([^"]+)"/g)].map(([, path]) => path ?? ""));
		expect(imported.length).toBeGreaterThan(20);
		expect(imported.filter((path) => path !== "zod" && !/^\.\/[a-z-]+\.ts$/.test(path))).toEqual([]);
	});
});

test("a file that is missing, and one that is no YAML, say so themselves and don't hide the others' problems", () => {
	const dir = temporaryDir();
	try {
		writeCatalog(dir.path, smallCatalog());
		writeFileSync(join(dir.path, "known-names.yaml"), "- {id: [\n");
		writeFileSync(join(dir.path, "tools", "alpha.yaml"), toolText(tool("alpha", { licence: "none", alternatives: ["beta"] })));
		writeFileSync(join(dir.path, "tools", "in-ci-cd.yaml"), "");
		const loaded = readCatalog(dir.path);
		const told = (loaded.ok ? [] : loaded.problems).map(({ file, field, message }) => `${file.replace(dir.path, "")} ${field} ${message}`);
		expect(told).toContainEqual(expect.stringMatching(/^\/known-names\.yaml {2}.* at line 2/));
		expect(told).toContainEqual(expect.stringMatching(/^\/tools\/alpha\.yaml licence .*"none"/));
		expect(told).toContainEqual(expect.stringMatching(/^\/tools\/in-ci-cd\.yaml {2}.*expected object/));
	} finally {
		dir.remove();
	}
});
