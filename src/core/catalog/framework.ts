import { z } from "zod";
import { benefit, focus, groupIds, personaIds, ringId, ringIds, scope, stageId, stageIds } from "./vocabulary.ts";

const text = z.string().min(1);
export const quadrantIds = ["cloud-platforms", "ml-platforms", "specialised-ml-tools", "standard-swe-tools"] as const;
export const quadrantId = z.enum(quadrantIds);
export type QuadrantId = z.infer<typeof quadrantId>;

const servedPersona = z.strictObject({
	name: text,
	plural: text,
	want: text,
	frustration: text,
	need: text,
	/** The same three in a few words, as an answer says them. */
	short: z.record(benefit, text),
});
const namedPersona = z.strictObject({
	name: text,
	plural: text,
	hybrid_of: z.array(z.enum(personaIds)).optional(),
	reached_by: z.array(text).optional(),
});

/** `catalog/framework.yaml`: L. J. Miranda's "Navigating the MLOps landscape" (2021) as data. */
export const frameworkSchema = z.strictObject({
	source: z.strictObject({
		author: text,
		title: text,
		parts: z.array(z.strictObject({ part: z.int(), about: text, date: z.iso.date() })),
	}),
	personas: z.strictObject({
		"ml-researcher": servedPersona,
		"software-engineer": servedPersona,
		"ml-engineer": namedPersona,
		unknown: namedPersona,
	}),
	use_cases: z.record(text, text),
	test_of_a_tool: text,
	loops: z.record(z.enum(["model", "software"]), z.strictObject({ name: text, of: z.enum(personaIds), path: z.array(stageId).min(3) })),
	/** Stages at which the two loops meet. */
	meet_at: z.partialRecord(stageId, text),
	stages: z.record(z.enum(stageIds), z.strictObject({ name: text, loop: z.enum(["model", "software"]) })),
	axes: z.strictObject({ focus: z.record(focus, text), scope: z.record(scope, text) }),
	quadrants: z.record(quadrantId, z.strictObject({ name: text, focus, scope })),
	groups: z.record(z.enum(groupIds), z.strictObject({ name: text, quadrant: quadrantId.optional(), ring: ringId.optional() })),
	rings: z.record(z.enum(ringIds), z.strictObject({ asks: text, short: text, first_step: text })),
	build_or_buy: z.array(z.strictObject({ id: text, rule: text })).min(1),
});

export type Framework = z.infer<typeof frameworkSchema>;

/** The quadrant of a tool by its own two axes. */
export function quadrantOf(framework: Framework, tool: { focus: z.infer<typeof focus>; scope: z.infer<typeof scope> }): QuadrantId {
	const found = quadrantIds.find((id) => framework.quadrants[id].focus === tool.focus && framework.quadrants[id].scope === tool.scope);
	if (found === undefined) throw new Error(`Expected a quadrant for ${tool.focus} and ${tool.scope}`);
	return found;
}
