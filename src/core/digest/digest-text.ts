import { constraintWords } from "../answer/need-words.ts";
import { capitalise, joinWords, plural } from "../answer/words.ts";
import type { Catalog } from "../catalog/catalog.ts";
import type { News } from "./catalog-state.ts";
import type { Digest, Listed } from "./digest.ts";
import type { Gap, Theme } from "./themes.ts";

/** Where a line leads: to an address of the catalog's, or to a thread of the channel. */
export type LineLink = { label: string; to: { url: string } | { channel: string; thread: string } };
/** One line of a part: what it is about, and what is said of it. */
export type DigestLine = { lead?: string; text: string; link?: LineLink };
/** One part of a digest, as every surface shows it. */
export type DigestPart = { id: "themes" | "threads" | "news" | "worth-a-look" | "gaps" | "invitation"; title: string; lines: DigestLine[] /** How much does not stand in it. */; more?: string };

/** How one stops it; the last line of every digest. */
export const howToStop = "`/mlops-recommend digest off` ends this weekly message.";

export const titleOf = ({ days }: Digest): string => `MLOps digest, ${days}`;

export const footerOf = ({ writtenBy }: Digest): string => [howToStop, writtenBy === "catalog" ? "Written without a language model." : ""].filter(Boolean).join(" ");

/** The parts that have something to say, in the order in which they are read. */
export function partsOf(catalog: Catalog, digest: Digest): DigestPart[] {
	const { themes, threads, news, worthALook, gaps, unknownProducts, invitation } = digest;
	const parts: DigestPart[] = [
		{ id: "themes", title: "What people asked", lines: themes.entries.map((theme) => themeLine(catalog, theme)), ...moreOf(themes, "kind of question", "kinds of questions") },
		{
			id: "threads",
			title: "Found helpful here",
			lines: threads.map(({ channel, thread, theme, rating }) => ({ text: `rated ${rating} up`, link: { label: themeName(catalog, theme), to: { channel, thread } } })),
		},
		{ id: "news", title: "New in the catalog", lines: news.entries.map(newsLine), ...moreOf(news, "change") },
		{ id: "worth-a-look", title: `Worth a look: ${worthALook?.tool.name}`, lines: worthALook === undefined ? [] : lookLines(worthALook) },
		{
			id: "gaps",
			title: "What the catalog could not answer",
			lines: [
				...gaps.entries.map((gap) => gapLine(catalog, gap)),
				...(unknownProducts === 0 ? [] : [{ text: `${capitalise(plural(unknownProducts, "question"))} named a product that the catalog does not hold.` }]),
			],
			...moreOf(gaps, "gap"),
		},
		{ id: "invitation", title: "Ask me, for example", lines: invitation.map((question) => ({ text: `“${question}”` })) },
	];
	return parts.filter(({ lines }) => lines.length > 0);
}

const moreOf = ({ more }: Listed<unknown>, one: string, many = `${one}s`): { more?: string } => (more === 0 ? {} : { more: `and ${more} more ${more === 1 ? one : many}` });

const stageNames = (catalog: Catalog, { stages }: Pick<Theme, "stages">): string => joinWords(stages.map((stage) => catalog.framework.stages[stage].name.toLowerCase()));

const themeName = (catalog: Catalog, theme: Theme): string => capitalise(theme.category === undefined ? stageNames(catalog, theme) : catalog.categories[theme.category].name);

function themeLine(catalog: Catalog, theme: Theme): DigestLine {
	const from = theme.mostly === undefined ? "" : `, ${theme.questions === 1 ? "from" : "mostly from"} ${catalog.framework.personas[theme.mostly].plural}`;
	const { stages } = theme;
	const where = theme.category === undefined ? "" : stages.length > 4 ? " (the whole lifecycle)" : ` (${stageNames(catalog, theme)})`;
	return { lead: themeName(catalog, theme), text: `${plural(theme.questions, "question")}${from}${where}` };
}

function newsLine(news: News): DigestLine {
	const { tool } = news;
	const link = { label: "site", to: { url: tool.homepage } };
	switch (news.kind) {
		case "ended": {
			const after =
				news.successors.length === 0
					? ""
					: ` Instead: ${joinWords(
							news.successors.map(({ name }) => name),
							"or",
						)}.`;
			return { lead: `${tool.name} has ended`, text: `${tool.status.note ?? "It is not developed any more."}${after}`, link };
		}
		case "ring":
			return { lead: `${tool.name} moved from ${news.from} to ${tool.ring.value}`, text: tool.ring.rationale, link };
		case "new":
			return { lead: `${tool.name} is new, in ${tool.ring.value}`, text: tool.summary, link };
	}
}

function lookLines({ tool, reason, tradeOff }: NonNullable<Digest["worthALook"]>): DigestLine[] {
	return [
		{ text: [tool.ring.value, tool.licence, tool.hosting.modes.join(", ")].join(" · ") },
		{ text: reason },
		{ text: `Trade-off: ${tradeOff.text}`, link: { label: "source", to: { url: tradeOff.source } } },
	];
}

function gapLine(catalog: Catalog, { category, constraints, questions }: Gap): DigestLine {
	const conditions = constraints.map((constraint) => constraintWords(catalog, { ...constraint, words: "" }));
	const what = category === undefined ? "Something that no tool does" : capitalise(catalog.categories[category].name);
	return { lead: what, text: `${conditions.length === 0 ? "" : `${conditions.join(", ")}: `}${plural(questions, "question")}` };
}

/** The whole digest as plain text: Slack's notification, what a screen reader reads, and what the terminal prints. */
export function digestText(catalog: Catalog, digest: Digest): string {
	const lines = [titleOf(digest), digest.headline, ...(digest.picture === undefined ? [] : [digest.picture.says])];
	for (const { title, lines: said, more } of partsOf(catalog, digest)) {
		lines.push(
			"",
			title,
			...said.map(({ lead, text, link }) => `• ${[lead === undefined ? "" : `${lead}:`, linkText(link), text].filter(Boolean).join(" ")}${urlText(link)}`),
			...(more === undefined ? [] : [`  ${more}`]),
		);
	}
	lines.push("", footerOf(digest));
	return lines.join("\n");
}

/** A thread is told by its label; an address stands behind what is said. */
const linkText = (link: LineLink | undefined): string => (link === undefined || "url" in link.to ? "" : `${link.label},`);
const urlText = (link: LineLink | undefined): string => (link === undefined || !("url" in link.to) ? "" : ` (${link.to.url})`);
