import type { KnownBlock, ModalView } from "@slack/types";
import type { Answer } from "../../../core/answer/answer.ts";
import { constraintWords, isImplied, personaWords } from "../../../core/answer/need-words.ts";
import { joinWords } from "../../../core/answer/words.ts";
import type { Catalog } from "../../../core/catalog/catalog.ts";
import type { Tool } from "../../../core/catalog/tool.ts";
import type { Need } from "../../../core/need.ts";
import type { Shortlist } from "../../../core/ranking/shortlist.ts";
import { escapeMrkdwn, link } from "../mrkdwn.ts";
import { context, header, plain, section, sectionsOf } from "./blocks.ts";

/** What stands behind an answer. */
export type DetailsShown = { catalog: Catalog; need: Need; answer: Answer; shortlist: Shortlist; isNewer: boolean };

const modal = (blocks: KnownBlock[]): ModalView => ({ type: "modal", title: plain("Details", 24), close: plain("Close", 24), blocks });

/** Where nothing is kept of an answer any more. */
export const expiredDetails = modal([section("What this answer came from is kept for a while only, and that is over. Ask again, and I'll answer from the catalog of today.")]);

/** Every fact with its source, what was understood and from which words, who was left out and why. */
export function detailsModal({ catalog, need, answer, shortlist, isNewer }: DetailsShown): ModalView {
	const asked = need.about?.tools.flatMap((id) => catalog.tools.get(id) ?? []);
	const tools = answer.comparison?.tools ?? asked ?? answer.picks.map(({ tool }) => tool);
	const out = leftOutLines(shortlist);
	return modal([
		header("What I understood"),
		...sectionsOf(understood(catalog, need), 4),
		...tools.slice(0, 4).flatMap((tool) => [header(tool.name), ...sectionsOf(toolLines(catalog, tool), 12)]),
		...(out.length === 0 ? [] : [header("Left out, and why"), ...sectionsOf(out, 6)]),
		...(isNewer ? [context("The catalog has changed since this answer: this is what it says today.")] : []),
		context("Each number in an answer, and each “source” here, links to the page that says so."),
	]);
}

const quoted = (words: readonly string[]): string => (words.every((word) => word === "") ? "" : ` (from ${words.map((word) => `“${escapeMrkdwn(word)}”`).join(", ")})`);

function understood(catalog: Catalog, need: Need): string[] {
	const lines = [
		`• ${escapeMrkdwn(personaWords(catalog, need))}`,
		...need.categories.map(({ id, words }) => `• ${escapeMrkdwn(catalog.categories[id].name)}${quoted(words)}`),
		...need.constraints
			.filter((constraint) => !isImplied(need, constraint))
			.map((constraint) => `• ${escapeMrkdwn(constraintWords(catalog, constraint))}${quoted(constraint.words === "" ? [] : [constraint.words])}`),
		...need.mentions.map(
			({ name, words, inCatalog }) => `• You named ${escapeMrkdwn(name)}${words.toLowerCase() === name.toLowerCase() ? "" : quoted([words])}${inCatalog ? "" : ", which the catalog does not hold"}`,
		),
	];
	return need.categories.length === 0 ? [...lines, "• Which part of the work it is for, I could not tell."] : lines;
}

/** A tool's facts, each with the page that says so; then what is said of it as a whole. */
export function toolLines(catalog: Catalog, tool: Tool): string[] {
	const asOf = (date: string | undefined): string => (date === undefined ? "" : `, as of ${date}`);
	const ring = catalog.framework.rings[tool.ring.value];
	const source = (field: keyof Tool["sources"]): string => {
		const found = tool.sources[field];
		return found === undefined ? "" : ` (${link(found.url, "source")}${asOf(found.as_of)})`;
	};
	return [
		`${escapeMrkdwn(tool.summary)} ${link(tool.homepage, "Homepage")}`,
		`• Licence: ${escapeMrkdwn(tool.licence)}${source("licence")}`,
		`• Hosting: ${escapeMrkdwn(tool.hosting.modes.join(", "))}${source("hosting")}`,
		`• Ring: ${tool.ring.value}, that is ${escapeMrkdwn(ring.short)}. ${escapeMrkdwn(tool.ring.rationale)}`,
		...tool.facts.map(({ text, source: page, as_of }) => `• ${escapeMrkdwn(text)} (${link(page, "source")}${asOf(as_of)})`),
		...tool.not_for.map((text) => `• Not for: ${escapeMrkdwn(text)}`),
		`• Reviewed ${tool.reviewed}`,
	];
}

/** Who was left out, by reason: those that are known not to fit before those of which too little is known. */
function leftOutLines({ leftOut }: Shortlist): string[] {
	const byReason = new Map<string, string[]>();
	for (const { tool, because } of [...leftOut].sort((a, b) => Number(a.unknown) - Number(b.unknown))) byReason.set(because, [...(byReason.get(because) ?? []), tool.name]);
	return [...byReason].map(
		([because, names]) => `• ${escapeMrkdwn(because)}: ${escapeMrkdwn(names.length <= 12 ? joinWords(names) : `${names.slice(0, 11).join(", ")} and ${names.length - 11} more`)}`,
	);
}
