import { describe, expect, test } from "vitest";
import { cleanText } from "../../src/core/understanding/clean-text.ts";
import { pointedAt } from "../../src/core/understanding/references.ts";

const shown = { tools: ["aim", "mlflow", "comet"] };
const at = (text: string, of: Parameters<typeof pointedAt>[1] = shown): string[] | undefined => pointedAt(cleanText(text).folded, of)?.tools;

describe("what a message points at is what the thread was shown, in its order", () => {
	test.each([
		["what about the second one?", ["mlflow"]],
		["compare the first two", ["aim", "mlflow"]],
		["the first and the third", ["aim", "comet"]],
		["number 3 looks good", ["comet"]],
		["is option 2 free?", ["mlflow"]],
		["the last one", ["comet"]],
		["which of these is cheapest?", ["aim", "mlflow", "comet"]],
		["do they run on Windows?", ["aim", "mlflow", "comet"]],
		["do both have a UI?", ["aim", "mlflow"]],
		["is it free?", ["aim"]],
		["was kostet der zweite?", ["mlflow"]],
		["y la segunda?", ["mlflow"]],
		["combien coûte le premier ?", ["aim"]],
		["第二个多少钱？", ["mlflow"]],
	])("%s", (text, tools) => expect(at(text)).toEqual(tools));

	test("“it” is the one that was spoken of last", () => expect(at("is it free?", { ...shown, first: "comet" })).toEqual(["comet"]));
});

describe("it points at nothing", () => {
	test.each(["which experiment tracker?", "what is the first step?", "our second project needs a registry", "and on-prem"])("%s", (text) => expect(at(text)).toBeUndefined());
	test("where fewer were shown than it counts", () => {
		expect(at("the third one", { tools: ["aim"] })).toBeUndefined();
		expect(at("compare the first two", { tools: ["aim"] })).toBeUndefined();
		expect(at("is it free?", { tools: [] })).toBeUndefined();
	});
});
