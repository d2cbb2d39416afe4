import { z } from "zod";
import {
	categoryId,
	categoryIds,
	cloudIds,
	complianceIds,
	factKinds,
	focus,
	groupId,
	hostingModes,
	languageIds,
	modalityIds,
	pricingModels,
	ringId,
	scaleIds,
	scope,
	stageId,
	teamSizeIds,
} from "./vocabulary.ts";

/** An id: of a tool, a fact, a category. */
export const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "expected lower-case words joined by hyphens");
const date = z.iso.date();
const url = z.url({ protocol: /^https?$/, hostname: z.regexes.domain });
/** Something said in one breath: prose that an answer prints as it stands. */
export const line = (words: number) =>
	z
		.string()
		.min(3)
		.refine((text) => text === text.trim() && !/\s{2,}|\n/.test(text), "expected one line without stray spaces")
		.refine((text) => text.split(/\s+/).length <= words, `expected at most ${words} words`);
export const sentence = (words: number) => line(words).regex(/[.]$/, "expected a sentence that ends in a full stop");
export const unique = <T extends z.ZodType>(of: T) => z.array(of).refine((all) => new Set(all.map((one) => JSON.stringify(one))).size === all.length, "expected no value twice");

/** One checkable statement about a tool, with the page that says so. `as_of` is the date of the state that was read. */
export const factSchema = z.strictObject({
	id: slug,
	kind: z.enum(factKinds),
	text: sentence(26),
	source: url,
	as_of: date.optional(),
});

/** The page that a filterable field was read from. */
const fieldSource = z.strictObject({ url, as_of: date.optional() });

/** Fields that hard constraints are checked against: each needs a source when it is filled. */
export const sourcedFields = ["licence", "hosting", "kubernetes", "clouds", "languages", "compliance", "pricing"] as const;

const level = z.enum(["none", "low", "medium", "high"]);
const judged = z.strictObject({ level, why: sentence(18) });

/** What a tool does for one persona: at least one of the framework's three words, each one sentence. */
const servesPersona = z
	.strictObject({ need: sentence(15).optional(), want: sentence(15).optional(), frustration: sentence(15).optional() })
	.refine((says) => Object.keys(says).length > 0, "expected at least one of need, want, frustration");

/**
 * One tool of the catalog, as its file `catalog/tools/<id>.yaml` holds it.
 * What is unknown is left out; nothing is guessed, and an absent field never satisfies a hard constraint.
 */
export const toolSchema = z.strictObject({
	id: slug,
	name: z.string().min(1),
	/** How people write it: former names, short names, usual spellings. Case and punctuation don't matter. */
	aliases: unique(z.string().min(2)).default([]),
	/** Names that are also ordinary words ("aim", "feast"): read as the tool only where the context says so. */
	ordinary_words: unique(z.string().min(2)).default([]),
	summary: sentence(20),
	homepage: url,
	repository: url.optional(),
	vendor: z.string().optional(),
	foundation: z.string().optional(),
	first_year: z.int().min(1990).max(2100).optional(),
	/** SPDX identifier of the main code, or `Proprietary`. */
	licence: z.string(),
	hosting: z.strictObject({
		modes: unique(z.enum(hostingModes)).min(1),
		/** false: a source says that it has to reach the outside; true: a source shows it without a connection. */
		air_gapped: z.boolean().optional(),
	}),
	/** Whether running it oneself needs Kubernetes. */
	kubernetes: z.enum(["required", "optional", "no"]).optional(),
	/** Each category it is used for, the main one first, with what it does there. */
	categories: z.partialRecord(categoryId, sentence(14)).refine((all) => Object.keys(all).length > 0, `expected at least one of ${categoryIds.join(", ")}`),
	/** Needs that lead to this tool rather than to its neighbours, in the words of those who have them: what a search looks at first. */
	asked_for: unique(z.string().min(3)).default([]),
	stages: unique(stageId).min(1),
	focus,
	scope,
	group: groupId,
	ring: z.strictObject({ value: ringId, rationale: sentence(30) }),
	serves: z.strictObject({ "ml-researcher": servesPersona.optional(), "software-engineer": servesPersona.optional() }).refine((all) => Object.keys(all).length > 0, "expected at least one persona"),
	/** When not to use it. */
	not_for: z.array(sentence(18)).min(1),
	/** What has to be there: databases, accelerators, runtimes. */
	requires: unique(z.string()).default([]),
	clouds: unique(z.enum(cloudIds)).optional(),
	languages: unique(z.enum(languageIds)).optional(),
	frameworks: unique(z.string()).default([]),
	/** Tools (by id where the catalog or its list of known names has them) that it works with. */
	integrations: unique(z.string()).default([]),
	/** Ids of tools of this catalog that are chosen instead; each points back. */
	alternatives: unique(slug).default([]),
	modalities: unique(z.enum(modalityIds)).optional(),
	pricing: unique(z.enum(pricingModels)).optional(),
	compliance: unique(z.enum(complianceIds)).optional(),
	team_size: unique(z.enum(teamSizeIds)).optional(),
	/** The largest scale that a source shows it at. */
	scale: z.enum(scaleIds).optional(),
	operating_burden: judged.optional(),
	exit_cost: judged.optional(),
	status: z.strictObject({
		state: z.enum(["active", "maintenance", "sunset"]),
		since: z
			.string()
			.regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, "expected a year, a month or a day")
			.optional(),
		successors: unique(slug).default([]),
		/** What happened, and what to do where it is still in use. */
		note: sentence(30).optional(),
	}),
	sources: z.partialRecord(z.enum(sourcedFields), fieldSource).default({}),
	facts: z.array(factSchema).min(1),
	reviewed: date,
});

export type Fact = z.infer<typeof factSchema>;
export type Tool = z.infer<typeof toolSchema>;
export type Ring = Tool["ring"];

/** What one should know before choosing a tool: a pick's trade-off is one of these. */
export const isTradeOff = (fact: Fact): boolean => fact.kind === "limit" || fact.kind === "requirement";
