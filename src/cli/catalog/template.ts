import { sourcedFields, toolSchema } from "../../core/catalog/tool.ts";
import {
	categoryIds,
	cloudIds,
	complianceIds,
	factKinds,
	focusIds,
	groupIds,
	hostingModes,
	languageIds,
	modalityIds,
	pricingModels,
	ringIds,
	scaleIds,
	scopeIds,
	stageIds,
	teamSizeIds,
} from "../../core/catalog/vocabulary.ts";

const list = (values: readonly string[]): string => values.join(", ");
/** A closed set that is too long for one line, as comment lines. */
const wrapped = (values: readonly string[]): string => {
	const lines: string[] = [];
	for (const value of values) {
		const last = lines.at(-1);
		if (last === undefined || last.length + value.length > 118) lines.push(`#   ${value},`);
		else lines[lines.length - 1] = `${last} ${value},`;
	}
	return lines.join("\n").replace(/,$/, "");
};

/**
 * A file for a new tool, with a comment on each field. What must be there stands as a field to fill in; what may be left out
 * is commented out, for what is unknown is left out and never guessed.
 * @param today ISO date of the review
 */
export const toolTemplate = (id: string, today: string): string => `# yaml-language-server: $schema=../tool.schema.json
# Lines that begin with "# " are help: delete them. Lines that begin with "#" and a field's name are what may be left out: fill
# them in and take the "#" away, or delete them; what is unknown is never guessed. npm run catalog -- check says what is missing.
id: ${id}
name: ${JSON.stringify(titleOf(id))}
# How people write it: former names, short names, usual spellings. Case and punctuation don't matter.
aliases: []
# Which of its names are also ordinary words ("aim", "feast"): read as the tool only where the context says so.
#ordinary_words: []
# What it is, at most 20 words. No word that sells.
summary: ""
homepage: https://
#repository: https://
#vendor: ""
#foundation: ""
#first_year: 2020
# SPDX identifier of the main code, or Proprietary.
licence: ""
hosting:
  # ${list(hostingModes)}
  modes: []
  # true only where a source shows it without a connection, false where one says that it has to reach the outside.
  #air_gapped: true
# Whether running it oneself needs Kubernetes: ${list(toolSchema.shape.kubernetes.unwrap().options)}
#kubernetes: optional
# Each category it is used for, the main one first, with what it does there in at most 14 words and no other product's name.
# The categories:
${wrapped(categoryIds)}
categories:
  ${categoryIds[0]}: ""
# Needs that lead to it rather than to its neighbours, in the words of those who have them: "prove an epsilon for a model".
#asked_for: []
# ${list(stageIds)}
stages: []
# ${list(focusIds)}
focus: ${focusIds[1]}
# ${list(scopeIds)}
scope: ${scopeIds[0]}
# The groups:
${wrapped(groupIds)}
group: single-component-tools
ring:
  # ${list(ringIds)}: start from its group's
  value: trial
  # Why, at most 30 words.
  rationale: ""
# What it does for a researcher, a software engineer, or both, in at most 15 words: at least one of need (no lead time to
# production; best practices from the first day on), want (time for models; models in production without seams) and
# frustration (the effort that production takes; translating research code).
serves:
  ml-researcher:
    need: ""
    #want: ""
    #frustration: ""
  #software-engineer:
  #  need: ""
# When not to use it: at least one sentence of at most 18 words.
not_for:
  - ""
# What has to be there: databases, accelerators, runtimes.
#requires: []
# ${list(cloudIds)}
#clouds: []
# ${list(languageIds)}
#languages: []
#frameworks: []
# What it works with, by id where the catalog or catalog/known-names.yaml has it.
#integrations: []
# Ids of tools of the catalog that are chosen instead. Each of their files must name this tool, too.
alternatives: []
# ${list(modalityIds)}
#modalities: []
# ${list(pricingModels)}
#pricing: []
# ${list(complianceIds)}
#compliance: []
# ${list(teamSizeIds)}
#team_size: []
# The largest scale that a source shows it at: ${list(scaleIds)}
#scale: large
# ${list(levels)}
#operating_burden: {level: low, why: ""}
#exit_cost: {level: low, why: ""}
status:
  # ${list(toolSchema.shape.status.shape.state.options)}
  state: active
  #since: 2026-01
  #successors: []
  # What happened, and what to do where it is still in use: needed unless it is active.
  #note: ""
# The page that each of these was read from, as soon as it is filled: ${list(sourcedFields)}
sources:
  licence: {url: "https://"}
  hosting: {url: "https://"}
# At least four, at least one of them a limit or a requirement. Each says in at most 26 words something that can be checked.
# The kinds: ${list(factKinds)}
facts:
  - id: what-it-is-about
    kind: limit
    text: ""
    source: https://
    # The date of the state that was read, where the page is of another day than today.
    #as_of: ${today}
reviewed: ${today}
`;

const levels = toolSchema.shape.operating_burden.unwrap().shape.level.options;

/** "weights-and-biases" → "Weights And Biases": a start to be corrected. */
const titleOf = (id: string): string =>
	id
		.split("-")
		.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
		.join(" ");
