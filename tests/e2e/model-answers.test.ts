import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { goodAnswer } from "../support/good-model.ts";
import { Harness } from "../support/harness.ts";
import { ModelPeer } from "../support/model-peer.ts";

const question = "which experiment tracker should five researchers use on-prem, no Kubernetes?";

describe("with a model", () => {
	let peer: ModelPeer;
	let harness: Harness;
	beforeAll(async () => {
		peer = (await ModelPeer.start()).always((asked) => ({ content: goodAnswer(asked) }));
		harness = await Harness.open({ transport: "http", settings: { writer: { model: peer.settings(), dailyBudgetUsd: undefined } } });
	});
	afterAll(async () => {
		await harness?.close();
		await peer?.stop();
	});

	test("the model's words are what the thread gets, in one message, with the catalog's facts", async () => {
		const { answers } = await harness.askAndWait(question);
		expect(answers).toHaveLength(1);
		expect(answers[0]?.text).toContain("Start with the first one");
		console.log(answers[0]?.text);
	});
});
