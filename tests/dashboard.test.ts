import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { prometheus } from "../src/adapters/http/prometheus.ts";
import type { Measured } from "../src/ports.ts";

const oneOfEach: Measured[] = [
	{ what: "question", kind: "mention", known: false },
	{ what: "outcome", reason: "answered" },
	{ what: "stage", stage: "whole", ms: 20 },
	{ what: "answer", by: "catalog", fallback: true },
	{ what: "writing", outcome: "first_try" },
	{ what: "grounding_rejection", code: "foreign_tool" },
	{ what: "tokens", direction: "input", count: 10 },
	{ what: "cost", usd: 0.01 },
	{ what: "slack_error", code: "internal_error" },
	{ what: "llm_error", code: "timeout" },
];

test("the example dashboard shows every figure that we count, by the names and labels that are served", async () => {
	const counts = prometheus(async () => ({ waiting: 1, delayed: 0, running: 0 }));
	for (const measured of oneOfEach) counts.note(measured);
	const served = await counts.text();
	const { panels } = JSON.parse(readFileSync(join(import.meta.dirname, "../docs/dashboard.json"), "utf8")) as { panels: { title: string; targets: { expr: string }[] }[] };
	const shown = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)).join("\n");
	for (const [, name] of shown.matchAll(/(mlops_recommend_[a-z0-9_]+)/g)) expect(served, name).toMatch(new RegExp(`^${name}[{ ]`, "m"));
	for (const [, name, labels] of shown.matchAll(/sum by \(([a-z, ]+)\) \((?:rate\()?(mlops_recommend_[a-z_]+)/g)) {
		const line = served.split("\n").find((one) => one.startsWith(`${labels}{`)) ?? "";
		for (const label of (name ?? "").split(", ")) expect(line, labels).toContain(`${label}=`);
	}
	// What the runtime counts by itself is shown where it helps; what we count, all of it.
	for (const [, name] of served.matchAll(/^# TYPE (mlops_recommend_(?!nodejs|process)[a-z_]+)/gm)) expect(shown, name).toContain(name);
});
