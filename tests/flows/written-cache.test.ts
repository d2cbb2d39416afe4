import { describe, expect, test } from "vitest";
import { z } from "zod";
import { type Writing, writingIdentity } from "../../src/core/answer/writing-identity.ts";
import type { Need } from "../../src/core/need.ts";
import { recallWritten, rememberWritten, writtenKey } from "../../src/flows/written-cache.ts";
import { recordingLog } from "../fakes/recording-log.ts";
import { storeInMemory } from "../fakes/store-in-memory.ts";

const need: Need = {
	intent: "choose",
	persona: { id: "ml-researcher", confidence: 0.9, words: ["researchers"], from: "words" },
	categories: [{ id: "experiment-tracking", words: ["experiment tracker"] }],
	stages: ["model-training", "model-evaluation"],
	constraints: [
		{ kind: "hosting", value: "self-hosted", words: "on-prem" },
		{ kind: "kubernetes", value: "no", words: "no Kubernetes" },
	],
	mentions: [{ id: "mlflow", name: "MLflow", words: "mlflow", inCatalog: true }],
	language: "en",
};
const writing: Writing = { need, picks: ["mlflow", "aim"], catalog: "c1", prompts: "p1", model: "m1" };

describe("what was written for a need", () => {
	test("is found again however the need was put", () => {
		const otherWords: Need = {
			...need,
			persona: { ...need.persona, confidence: 0.7, words: ["our scientists"], from: "title" },
			categories: [{ id: "experiment-tracking", words: ["log runs"] }],
			stages: ["model-evaluation", "model-training"],
			constraints: [...need.constraints].reverse().map((one) => ({ ...one, words: "otherwise" })),
			mentions: [{ id: "mlflow", name: "mlflow", words: "ML flow", inCatalog: true }],
		};
		expect(writingIdentity({ ...writing, need: otherWords })).toBe(writingIdentity(writing));
	});

	test.each<[string, Partial<Writing>]>([
		["another catalog", { catalog: "c2" }],
		["other prompts", { prompts: "p2" }],
		["another model", { model: "m2" }],
		["other picks", { picks: ["mlflow"] }],
		["another order", { picks: ["aim", "mlflow"] }],
		["another intent", { need: { ...need, intent: "adopt" } }],
		["another persona", { need: { ...need, persona: { ...need.persona, id: "software-engineer" } } }],
		["another category", { need: { ...need, categories: [{ id: "model-registry", words: [] }] } }],
		["one constraint less", { need: { ...need, constraints: need.constraints.slice(1) } }],
		["another tool named", { need: { ...need, mentions: [{ id: "aim", name: "Aim", words: "aim", inCatalog: true }] } }],
		["why that tool is not to be taken", { need: { ...need, mentions: need.mentions.map((one) => ({ ...one, whyNot: true as const })) } }],
		["another language", { need: { ...need, language: "de" } }],
	])("is not taken for %s", (_, change) => {
		expect(writingIdentity({ ...writing, ...change })).not.toBe(writingIdentity(writing));
	});

	test("stays in its workspace, under a key that says nothing of it", async () => {
		const key = await writtenKey("T1", writing);
		expect(key).toMatch(/^written:T1:[\w-]{43}$/);
		expect(await writtenKey("T2", writing)).toBe(key.replace("T1", "T2"));
	});

	test("comes back as it was; what has another shape by now does not, and is written anew", async () => {
		const deps = { store: storeInMemory(), log: recordingLog() };
		const key = await writtenKey("T1", writing);
		expect(await recallWritten(deps, key, z.object({ headline: z.string() }))).toBeUndefined();
		await rememberWritten(deps, key, { headline: "Take MLflow." });
		expect(await recallWritten(deps, key, z.object({ headline: z.string() }))).toEqual({ headline: "Take MLflow." });
		expect(await recallWritten(deps, key, z.object({ headline: z.number() }))).toBeUndefined();
	});

	test("is not needed: a store that fails is logged, and the answer goes on", async () => {
		const deps = { store: storeInMemory(), log: recordingLog() };
		deps.store.failing = true;
		await rememberWritten(deps, "written:T1:x", {});
		expect(await recallWritten(deps, "written:T1:x", z.object({}))).toBeUndefined();
		expect(deps.log.entries.map(({ level, fields }) => [level, fields.code])).toEqual(Array(2).fill(["warn", "ERR_DISK"]));
	});
});
