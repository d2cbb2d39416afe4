import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { OpenAiLlm } from "../../../src/adapters/llm/openai-llm.ts";
import { recordingLog } from "../../fakes/recording-log.ts";
import { inventedProducts, lie, lies, lyingModel } from "../../support/lying-model.ts";
import { ModelPeer } from "../../support/model-peer.ts";

const schema = z.strictObject({
	headline: z.string().max(60),
	picks: z
		.array(z.strictObject({ tool: z.enum(["mlflow", "aim"]), why: z.string().max(200), serves: z.enum(["need", "want", "frustration"]).nullable(), asked: z.boolean() }))
		.min(1)
		.max(3),
	question: z.string().nullable(),
});

describe("the model that lies, which other tests put questions to", () => {
	let peer: ModelPeer;
	beforeAll(async () => {
		peer = await ModelPeer.start();
	});
	afterAll(() => peer.stop());

	test("fits the schema nearly always, in either way of asking, and says something else each time", async () => {
		const truth = lyingModel({ seed: 7, names: ["Weights & Biases"] });
		const llm = new OpenAiLlm(peer.settings(), { clock: { now: Date.now }, log: recordingLog() });
		const strict = peer.always(truth);
		const told: string[] = [];
		for (let at = 0; at < 40; at++) {
			if (at === 20) strict.always((asked) => (asked.mode === "json_schema" ? { status: 400, message: "no json_schema here" } : truth(asked)));
			for await (const event of llm.write({ workspace: "T1", messages: [{ role: "user", content: "?" }], schema, schemaName: "answer", deadline: Date.now() + 5000 }))
				if (event.kind === "done") told.push(JSON.stringify(event.value));
		}
		expect(llm.modeOf("answer")).toBe("json_object");
		expect(told.length).toBeGreaterThan(25);
		expect(new Set(told).size).toBe(told.length);
	});

	test("lies the same for the same seed", () => {
		const asked = z.toJSONSchema(schema) as Record<string, unknown>;
		expect(lie(asked, { seed: 3 })).toEqual(lie(asked, { seed: 3 }));
		expect(lie(asked, { seed: 3 })).not.toEqual(lie(asked, { seed: 4 }));
	});

	test("tells every kind of lie, plainly and in disguise", () => {
		const asked = { type: "string" };
		const all = Array.from({ length: 4000 }, (_, seed) => lie(asked, { seed, names: ["Weights & Biases"] }) as string).join("\n");
		for (const said of [...Object.values(lies).flat(), ...inventedProducts, "Weights & Biases"]) expect(all).toContain(said);
		const written: ((name: string) => string)[] = [
			(name) => [...name].join(" "),
			(name) => [...name].join("\u200b"),
			(name) => [...name].join("*"),
			(name) => name.toUpperCase(),
			(name) => `<https://mlflow.org|${name}>`,
			(name) => `\u202e${[...name].reverse().join("")}\u202c`,
		];
		for (const write of written) expect(inventedProducts.some((name) => all.includes(write(name)))).toBe(true);
	});
});
