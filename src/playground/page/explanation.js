// "How this answer was made", as elements: what was understood, how tools were filtered and ranked, what was written, and the checks.
import { element, icon } from "./dom.js";
import { lifecycle } from "./lifecycle.js";
import { link } from "./mrkdwn.js";
import { ranking } from "./ranking.js";

/** @import { Explanation } from "../explain/explanation.ts" */
/** @import { Child } from "./dom.js" */
/** @typedef {Explanation["understood"]} Understood */
/** @typedef {Explanation["asked"]["turns"][number]["parts"][number]} Part of a question, with what it showed */

const languages = { en: "English", es: "Spanish", de: "German", fr: "French", pt: "Portuguese", zh: "Chinese", tl: "Tagalog" };
const stepNames = { understand: "Understand", search: "Search the facts", rank: "Filter and rank", write: "Write", check: "Check", draw: "Lay out for Slack" };

/** @param {number} ms */
export const milliseconds = (ms) => `${ms < 0.1 ? "< 0.1" : ms.toFixed(1)} ms`;
/** @param {Explanation} explained */
export const totalOf = ({ steps }) => steps.reduce((sum, { ms }) => sum + ms, 0);

/** @type {(count: number, one: string, more?: string) => string} */
const many = (count, one, more = `${one}s`) => `${count} ${count === 1 ? one : more}`;
/** @type {(words: readonly string[]) => Child[]} */
const quotes = (words) => words.flatMap((one, at) => [at > 0 ? ", " : "", element("q", {}, one)]);

/** @param {Explanation} explained */
export function explanationView(explained) {
	const { asked, understood, answer } = explained;
	// A greeting, a decline or a question back takes no tools.
	const ranks = explained.funnel.considered > 0;
	const steps = [
		step("Understood", timeOf(explained, ["understand"]), "is-understood", understoodView(understood)),
		ranks && step("Filtered and ranked", timeOf(explained, ["search", "rank"]), "is-ranked", rankedView(explained)),
		step("Written", timeOf(explained, ["write", "draw"]), "is-written", writtenView(answer)),
		step("Checked before it was sent", timeOf(explained, ["check"]), "is-checked", checksView(explained.checks)),
	];
	return [askedView(asked), element("ol", { class: "steps" }, steps), timeView(explained), sameView(explained)];
}

/** @type {(name: string, time: string | undefined, kind: string, ...content: Child[]) => HTMLElement} */
function step(name, time, kind, ...content) {
	return element("li", { class: `step ${kind}` }, element("header", {}, element("h3", {}, name), time !== undefined && element("span", { class: "ms" }, time)), content);
}

/** @type {(explained: Explanation, ids: readonly Explanation["steps"][number]["id"][]) => string | undefined} */
function timeOf({ steps }, ids) {
	const taken = steps.filter(({ id }) => ids.includes(id));
	return taken.length === 0 ? undefined : milliseconds(taken.reduce((sum, { ms }) => sum + ms, 0));
}

/**
 * The question itself, with the words marked that decided something.
 * @param {Explanation["asked"]} asked
 */
function askedView({ by, turns }) {
	return element(
		"figure",
		{ class: "asked" },
		element("figcaption", {}, turns.length > 1 ? `${by} asked, in this thread` : `${by} asked`),
		turns.map(({ parts }, at) => element("blockquote", { class: at < turns.length - 1 ? "earlier" : undefined }, parts.map(markedPart))),
	);
}

/** Marks that touch are drawn as one. @type {(part: Part, at: number, parts: readonly Part[]) => Child} */
function markedPart({ text, shows }, at, parts) {
	if (shows.length === 0) return text;
	/** @param {Part | undefined} part */
	const isMarked = (part) => part !== undefined && part.shows.length > 0;
	return element("mark", { "data-shows": shows.join(" "), class: `${isMarked(parts[at - 1]) ? "joins-before" : ""} ${isMarked(parts[at + 1]) ? "joins-after" : ""}` }, text);
}

/** @param {Understood} understood */
function understoodView({ intent, persona, categories, lifecycle: loops, constraints, mentions, language }) {
	return [
		element(
			"dl",
			{ class: "facts" },
			fact("Asks", [intent.says, language !== "en" && `, in ${languages[language]}`]),
			fact("Who", personaView(persona), "persona"),
			categories.length > 0 && fact("About", list(categories.map(({ name, words }) => [element("strong", {}, name), " ", from(words, "the whole message")])), "category"),
			constraints.length > 0 && fact("Must hold", list(constraints.map(constraintView)), "constraint"),
			mentions.length > 0 && fact("Names", list(mentions.map(({ name, words, inCatalog }) => [element("strong", {}, name), " ", from([words]), !inCatalog && ", not in the catalog"])), "tool"),
		),
		lifecycle(loops),
	];
}

/** @type {(name: string, content: Child, shows?: string) => HTMLElement} */
const fact = (name, content, shows) => element("div", {}, element("dt", { "data-shows": shows }, name), element("dd", {}, content));
/** @param {readonly Child[]} entries */
const list = (entries) =>
	element(
		"ul",
		{},
		entries.map((entry) => element("li", {}, entry)),
	);
/** @type {(words: readonly string[], otherwise?: string) => HTMLElement} */
const from = (words, otherwise) => element("span", { class: "quiet" }, "from ", words.length > 0 ? quotes(words) : otherwise);

/** @param {Understood["persona"]} persona */
function personaView({ name, confidence, from: source, words }) {
	if (source === "nothing") return [element("strong", {}, "nobody in particular"), " ", element("span", { class: "quiet" }, "nothing shows who asks, so both are answered")];
	const where = { told: "told by the asker", title: ["from ", quotes(words), ", with the profile's title"], words: ["from ", quotes(words)], wording: "from how it is put" }[source];
	return [element("strong", {}, name), " ", element("span", { class: "quiet" }, where, source === "told" ? undefined : `, ${Math.round(confidence * 100)}% sure`)];
}

/** @type {(constraint: Understood["constraints"][number]) => Child[]} */
const constraintView = ({ says, words, filters }) => [element("strong", {}, says), " ", from([words]), element("span", { class: filters ? "role filters" : "role" }, filters ? "filters" : "weighs")];

/** @param {Explanation} explained */
function rankedView({ funnel, ranked, leftOut, answer, understood }) {
	const { catalog, considered, fitting, picked } = funnel;
	const filters = understood.constraints.some((constraint) => constraint.filters);
	/** @type {[count: number, says: string][]} */
	const numbers = [
		[catalog, "in the catalog"],
		[considered, understood.categories.length > 0 ? `for ${understood.categories.map(({ name }) => name).join(", ")}` : "that were named"],
		[fitting, filters ? "meet what must hold" : "have not ended"],
		[picked, answer.kind === "comparison" ? "compared" : "recommended"],
	];
	return [
		element(
			"ol",
			{ class: "funnel" },
			numbers.map(([count, says]) => element("li", {}, element("strong", {}, String(count)), element("span", {}, says))),
		),
		picked === 0 && element("p", { class: "quiet none-picked" }, "This answer recommends none of them; so they would have stood."),
		ranked.length > 0 && element("h4", {}, "The order, and every point of it"),
		ranking(ranked),
		leftOut.length > 0 && [element("h4", {}, `Left out: ${many(considered - fitting, "tool")}`), element("ul", { class: "left-out" }, leftOut.map(leftOutView))],
	];
}

/** @param {Explanation["leftOut"][number]} left */
const leftOutView = ({ because, filter, unknown, tools }) =>
	element(
		"li",
		{},
		element(
			"p",
			{},
			element("strong", {}, because),
			filter !== null && element("span", { class: "quiet" }, ` for “${filter}”`),
			unknown && element("span", { class: "quiet" }, ", and unknown counts as no"),
		),
		element("p", { class: "tools" }, tools.join(", ")),
	);

/** @param {Explanation["answer"]} answer */
function writtenView({ kind, writtenBy, tools }) {
	const by = writtenBy === "catalog" ? "From the catalog, without a language model" : "By a language model, within what the catalog holds";
	const facts = tools.flatMap((tool) => tool.facts).length;
	return [
		element("p", {}, `${by}: ${/^[aeiou]/.test(kind) ? "an" : "a"} ${kind.replace("-", " ")}${facts > 0 ? `, with ${many(facts, "fact")} word for word` : ""}.`),
		element("ul", { class: "printed" }, tools.map(printedView)),
	];
}

/** @param {Explanation["answer"]["tools"][number]} printed */
const printedView = ({ name, serves, facts }) =>
	element(
		"li",
		{},
		element(
			"p",
			{},
			element("strong", {}, name),
			serves.map(({ whose, benefit, short }) => element("span", { class: "quiet" }, ` serves ${whose} ${benefit}: ${short}`)),
		),
		facts.map(({ text, source, asOf }) => element("p", {}, text, " ", link(source, new URL(source).hostname), asOf !== null && element("span", { class: "quiet" }, `, as of ${asOf}`))),
	);

/** @param {Explanation["checks"]} checks */
const checksView = (checks) =>
	element(
		"ul",
		{ class: "checks" },
		checks.map(({ says, looked, failed }) =>
			element(
				"li",
				{ class: failed.length > 0 ? "failed" : undefined },
				icon(failed.length > 0 ? "cross" : "check"),
				element("span", { class: "sr" }, failed.length > 0 ? "Failed: " : "Passed: "),
				element("span", {}, says, " ", element("span", { class: "quiet" }, looked), failed.length > 0 && element("span", { class: "taken-out" }, `Taken out: ${failed.join("; ")}`)),
			),
		),
	);

/** @param {Explanation} explained */
function timeView(explained) {
	const total = totalOf(explained);
	const bar = element("div", { class: "time-bar", "aria-hidden": "true" });
	for (const { id, ms } of explained.steps) {
		const piece = element("span", { "data-step": id });
		piece.style.flexGrow = String(ms);
		bar.append(piece);
	}
	return element(
		"section",
		{ class: "time", "aria-labelledby": "time-title" },
		element("header", {}, element("h3", { id: "time-title" }, "Time"), element("span", { class: "ms" }, milliseconds(total))),
		bar,
		element(
			"dl",
			{},
			explained.steps.map(({ id, ms }) => element("div", {}, element("dt", { "data-step": id }, stepNames[id]), element("dd", {}, milliseconds(ms)))),
		),
	);
}

/** @param {Explanation} explained */
const sameView = ({ answer, catalog }) =>
	element(
		"p",
		{ class: answer.same === "no" ? "same differs" : "same" },
		icon(answer.same === "no" ? "cross" : "check"),
		element(
			"span",
			{},
			answer.same === "words"
				? `Worked out again just now, from what was understood and the same catalog (${catalog}): word for word the answer that was posted.`
				: answer.same === "tools"
					? `Worked out again just now, from what was understood and the same catalog (${catalog}): the same tools in the same order. The words are the model's.`
					: `Worked out again just now, and it reads otherwise than the answer that was posted: the catalog (${catalog}) or the thread has changed since.`,
		),
	);
