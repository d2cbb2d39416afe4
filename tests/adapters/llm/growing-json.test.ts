import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { GrowingJson } from "../../../src/adapters/llm/growing-json.ts";
import { completePart, type Growing, type Path } from "../../../src/core/growing.ts";

/** The text in pieces of the given sizes, over and over. */
function* pieces(text: string, sizes: readonly number[]): Generator<string> {
	for (let at = 0, turn = 0; at < text.length; turn++) {
		const size = sizes[turn % sizes.length] as number;
		yield text.slice(at, at + size);
		at += size;
	}
}

const anything = z.unknown();

/** Every path into a value. */
const pathsOf = (value: unknown, at: Path = []): Path[] => [
	at,
	...(typeof value === "object" && value !== null ? Object.keys(value).flatMap((key) => pathsOf((value as Record<string, unknown>)[key], [...at, Array.isArray(value) ? Number(key) : key])) : []),
];
const at = (value: unknown, path: Path): unknown => path.reduce<unknown>((inner, step) => (inner as Record<string | number, unknown>)[step], value);

const plainKey = fc.string({ maxLength: 6, unit: "grapheme" }).filter((key) => key !== "__proto__");
const jsonObject = fc
	.dictionary(
		plainKey,
		fc.jsonValue({ maxDepth: 3, stringUnit: "grapheme" }).filter((value) => !JSON.stringify(value).includes("__proto__")),
		{ maxKeys: 6, noNullPrototype: true },
	)
	.map((value): object => JSON.parse(JSON.stringify(value)));
const sizes = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 5 });
const spacing = fc.constantFrom<undefined | number | string>(undefined, 1, "\t");

describe("JSON that arrives in pieces", () => {
	test("what is said to be complete never changes again, and in the end all of it is there", () => {
		fc.assert(
			fc.property(jsonObject, sizes, spacing, (object, sizes, space) => {
				const json = new GrowingJson();
				const seen = new Map<string, string>();
				for (const piece of pieces(JSON.stringify(object, null, space), sizes)) {
					json.add(piece);
					const growing = json.growing();
					if (growing === undefined) continue;
					for (const path of pathsOf(growing.value)) {
						const part = completePart(growing, path, anything);
						if (part === undefined) continue;
						expect(part).toEqual(at(object, path));
						const before = seen.get(JSON.stringify(path));
						if (before !== undefined) expect(JSON.stringify(part)).toBe(before);
						seen.set(JSON.stringify(path), JSON.stringify(part));
					}
				}
				expect(json.closed).toBe(true);
				expect(json.whole()).toEqual(object);
				expect(json.growing()).toEqual({ value: object, open: undefined });
			}),
			{ numRuns: 200 },
		);
	});

	test("everything that is complete has been announced as it came", () => {
		fc.assert(
			fc.property(jsonObject, sizes, (object, sizes) => {
				const json = new GrowingJson();
				let announced = 0;
				for (const piece of pieces(JSON.stringify(object), sizes)) {
					const more = json.add(piece);
					const growing = json.growing();
					const complete = growing === undefined ? 0 : pathsOf(growing.value).filter((path) => completePart(growing, path, anything) !== undefined).length;
					if (complete > announced) expect(more).toBe(true);
					announced = complete;
				}
			}),
			{ numRuns: 200 },
		);
	});

	const arriving = (text: string): { json: GrowingJson; growing: Growing | undefined } => {
		const json = new GrowingJson();
		json.add(text);
		return { json, growing: json.growing() };
	};

	test.each<[string, string, Growing | undefined]>([
		["nothing yet", "", undefined],
		["a word before it", "Sure, here it is: ", undefined],
		["an empty object that is open", "{", { value: {}, open: [] }],
		["a string that is growing", '{"a": "hal', { value: {}, open: [] }],
		["a string that ends in a backslash", '{"a": "hal\\', { value: {}, open: [] }],
		["a string with quotes and brackets in it", '{"a": "\\"}]", "b": "', { value: { a: '"}]' }, open: [] }],
		["a key that is growing", '{"a": "x", "b', { value: { a: "x" }, open: [] }],
		["a number that may go on", '{"a": 12', { value: {}, open: [] }],
		["a number that can't", '{"a": 12,', { value: { a: 12 }, open: [] }],
		["half of a word", '{"a": tru', { value: {}, open: [] }],
		["an array that may gain more", '{"a": ["x", "y"', { value: { a: ["x", "y"] }, open: ["a"] }],
		["the second object of an array", '{"a": [{"b": "x"}, {"b": "y"', { value: { a: [{ b: "x" }, { b: "y" }] }, open: ["a", 1] }],
		["the whole, and words behind it", '{"a": ["x"]} Anything else?', { value: { a: ["x"] }, open: undefined }],
		["a fence around it", '```json\n{"a": 1}\n```', { value: { a: 1 }, open: undefined }],
		["half of a thought", '<think>{"a": 1}', undefined],
		["what follows a thought", '<think>{"a": 1}</think>{"b": 2}', { value: { b: 2 }, open: undefined }],
		["a key that is said twice, which is open again", '{"a": ["x"], "b": 1, "a": [', { value: { a: [], b: 1 }, open: ["a"] }],
	])("%s", (_, text, expected) => {
		expect(arriving(text).growing).toEqual(expected);
	});

	test("what is no JSON has no whole", () => {
		for (const text of ["", "no", '{"a": 1', "{'a': 1}", '{"a": 1 "b": 2}', '{"a": [1}']) expect(() => arriving(text).json.whole()).toThrow(SyntaxError);
	});

	test("a part is what its schema wants, or it is not there", () => {
		const { growing } = arriving('{"picks": [{"tool": "mlflow"}, {"tool": "aim"');
		const pick = z.object({ tool: z.enum(["mlflow"]) });
		expect(completePart(growing as Growing, ["picks", 0], pick)).toEqual({ tool: "mlflow" });
		expect(completePart(growing as Growing, ["picks", 0], z.object({ tool: z.number() }))).toBeUndefined();
		for (const path of [[], ["picks"], ["picks", 1], ["picks", 2], ["nothing"], ["picks", 0, "tool", "length"], ["constructor"]])
			expect(completePart(growing as Growing, path, anything)).toBeUndefined();
	});
});
