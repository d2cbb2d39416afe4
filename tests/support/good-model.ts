import type { AskedModel } from "./model-peer.ts";

type JsonSchema = { type?: string | string[]; enum?: unknown[]; properties?: Record<string, JsonSchema>; items?: JsonSchema; anyOf?: JsonSchema[]; const?: unknown };

/** What a careful model says in each field: nothing that the catalog would have to bear out. */
const sentences: Record<string, string> = {
	headline: "Start with the first one, and weigh it against the others.",
	why: "It saves you time on what slows you down today.",
	lifecycle: "It sits where you train and compare; try it on one small project first.",
	question: "Does anybody have to approve a model before people use it?",
	take: "Take this one if it is close to how your team works.",
	step: "Begin with one small project, and keep the old way until it holds.",
	when: "You need it once several people share the same work.",
	when_not: "You can wait while one person does all of it.",
};

/** Fills whatever schema it is given: the first of each choice, and careful words. */
export const goodAnswer = ({ schema }: Pick<AskedModel, "schema">): unknown => fill((schema ?? {}) as JsonSchema, "");

function fill(schema: JsonSchema, name: string): unknown {
	if (schema.const !== undefined) return schema.const;
	if (schema.enum !== undefined) return schema.enum[0];
	if (schema.anyOf !== undefined) return fill(schema.anyOf.find(({ type }) => type !== "null") ?? {}, name);
	const type = Array.isArray(schema.type) ? schema.type.find((one) => one !== "null") : schema.type;
	if (type === "object") return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, of]) => [key, fill(of, key)]));
	if (type === "array") return [fill(schema.items ?? {}, name)];
	if (type === "boolean") return true;
	return sentences[name] ?? sentences[name.replace(/_\d+$/, "")] ?? "That is how it is.";
}
