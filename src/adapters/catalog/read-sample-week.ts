import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { Catalog } from "../../core/catalog/catalog.ts";
import { categoryId, personaId, ringId } from "../../core/catalog/vocabulary.ts";
import { type Asked, outcomes } from "../../core/digest/asked.ts";
import { type CatalogState, stateOf } from "../../core/digest/catalog-state.ts";
import type { PastDigests } from "../../core/digest/digest.ts";
import { dayMs, hourMs, minuteMs } from "../../core/digest/local-time.ts";
import { spanOfWeek, weekdays } from "../../core/digest/schedule.ts";
import { catalogDir } from "./read-catalog.ts";

const file = join(catalogDir, "sample-week.yaml");
export const sampleChannel = "C0SAMPLE";

const sampleSchema = z.strictObject({
	week: z.string(),
	before: z.strictObject({ without: z.array(z.string()), rings: z.record(z.string(), ringId), not_ended: z.array(z.string()) }),
	questions: z.array(
		z.strictObject({
			on: z.string().regex(/^[a-z]+ \d{2}:\d{2}$/),
			by: personaId.default("unknown"),
			about: z.array(categoryId),
			must: z.array(z.string().regex(/^[a-z-]+=[a-z0-9-]+$/)).default([]),
			came_of_it: z.enum(outcomes).default("answered"),
			named_unknown: z.boolean().default(false),
			picked: z.array(z.string()).default([]),
			rating: z.int().default(0),
		}),
	),
});

export type SampleWeek = { from: number; until: number; asked: Asked[]; catalogBefore: CatalogState; past: PastDigests };

/** The week that stands in where nobody has asked anything yet: `catalog/sample-week.yaml`. */
export function readSampleWeek(catalog: Catalog): SampleWeek {
	const { week, before, questions } = sampleSchema.parse(parse(readFileSync(file, "utf8")));
	const span = spanOfWeek(week, "UTC");
	if (span === undefined) throw new Error(`Expected an ISO week such as 2026-W47, got ${week} (${file})`);
	const asked = questions.map(({ on, by, about, must, came_of_it, named_unknown, picked, rating }, index): Asked => {
		const [day = "", time = ""] = on.split(" ");
		const [hour = 0, minute = 0] = time.split(":").map(Number);
		const at = span.from + weekdays.indexOf(day as (typeof weekdays)[number]) * dayMs + hour * hourMs + minute * minuteMs;
		return {
			id: `sample.${index}`,
			workspace: "sample",
			channel: sampleChannel,
			thread: `${Math.floor(at / 1000)}.000000`,
			isPrivate: false,
			at,
			outcome: came_of_it,
			intent: "choose",
			persona: by,
			categories: about,
			stages: [...new Set(about.flatMap((category) => catalog.categories[category].stages))],
			constraints: must.map((pair) => ({ kind: pair.split("=")[0] ?? "", value: pair.split("=")[1] ?? "" })),
			namedUnknown: named_unknown,
			picks: picked,
			rating,
		};
	});
	const catalogBefore = stateBefore(catalog, before);
	return { ...span, asked, catalogBefore, past: { last: { until: span.from, catalog: catalogBefore }, shown: [] } };
}

function stateBefore(catalog: Catalog, { without, rings, not_ended }: z.infer<typeof sampleSchema>["before"]): CatalogState {
	const { organisation, tools } = stateOf(catalog);
	const kept = Object.entries(tools).filter(([id]) => !without.includes(id));
	return { organisation, tools: Object.fromEntries(kept.map(([id, { ring, ended }]) => [id, { ring: rings[id] ?? ring, ended: ended && !not_ended.includes(id) }])) };
}
