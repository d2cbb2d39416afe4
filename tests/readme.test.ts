import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { configurationNames } from "../src/config.ts";

const root = join(import.meta.dirname, "..");
const documents = ["README.md", "CONTRIBUTING.md"].map((name) => ({ name, text: readFileSync(join(root, name), "utf8") }));
const readme = documents[0]?.text ?? "";
const commands = documents.flatMap(({ name, text }) =>
	[...text.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block]) =>
		(block ?? "")
			.split("\n")
			.map((line) => line.replace(/\s+#.*$/, "").trim())
			.filter((command) => command !== "")
			.map((command) => ({ name, command })),
	),
);
/** Installing, testing and checking are what runs this test; starting has tests of its own. */
const runElsewhere = ["npm ci", "npm start", "npm test", "npm run check"];

test.each([...new Set(commands.map(({ command }) => command).filter((command) => !runElsewhere.includes(command)))])(
	"what the documents say to type works: %s",
	{ timeout: 30_000 },
	async (command) => {
		const { stdout } = await promisify(execFile)("sh", ["-c", command.replace("npm run", "npm run --silent")], { cwd: root, env: { ...process.env, CATALOG_OVERLAY: "", NO_COLOR: "1" } });
		expect(stdout.length).toBeGreaterThan(20);
	},
);

test("every script that the documents name is there", () => {
	const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: Record<string, string> };
	for (const { text } of documents) for (const [, script] of text.matchAll(/npm run ([a-z-]+)/g)) expect(Object.keys(scripts)).toContain(script);
});

test("every file that the README links to or shows is there", () => {
	for (const [, target] of readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)) expect(existsSync(join(root, target ?? "")), target).toBe(true);
});

test("the README tells every setting, and .env.example every one that does something today", () => {
	const example = readFileSync(join(root, ".env.example"), "utf8");
	for (const name of configurationNames) expect(readme, name).toContain(`\`${name}\``);
	for (const [, name] of example.matchAll(/^([A-Z_]+)=/gm)) expect(configurationNames).toContain(name);
});
