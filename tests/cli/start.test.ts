import { expect, test } from "vitest";
import { runCli } from "../support/run-cli.ts";

test("--help says what it does and which options there are, and starts nothing", async () => {
	const { code, out } = await runCli("src/main.ts", ["--help"]);
	expect(code).toBe(0);
	expect(out).toContain("Usage: npm start");
	expect(out).toContain("--open");
});

test("an option that it doesn't know is named, and nothing is started", async () => {
	const { code, err } = await runCli("src/main.ts", ["--opne"]);
	expect(code).toBe(1);
	expect(err).toContain("--opne");
	expect(err).toContain("Usage: npm start");
	expect(err).not.toContain("    at ");
});
