import { markupIn, toolsNamedIn } from "../answer/grounding.ts";
import { nameable } from "../catalog/check-prose.ts";
import type { Tool } from "../catalog/tool.ts";
import { newsSince } from "./catalog-state.ts";
import { type Digest, type DigestInput, mostEntries } from "./digest.ts";

/** One thing in a digest that neither the catalog nor what was counted bears out. */
export type DigestViolation = {
	code: "foreign_tool" | "foreign_number" | "link" | "mention" | "foreign_fact" | "not_worth_a_look" | "no_news" | "too_long";
	/** Where it stands: "headline", "news.0". */
	at: string;
	detail: string;
};

/** The strings of a digest that somebody, or a model, put into words. */
export type DigestProse = { headline: string; picture?: string; reason?: string };

export const proseOf = ({ headline, picture, worthALook }: Digest): DigestProse => ({
	headline,
	...(picture === undefined ? {} : { picture: picture.says }),
	...(worthALook === undefined ? {} : { reason: worthALook.reason }),
});

/** A digest in a model's words; what it left out stays as it was composed. To be grounded before it is sent. */
export const inWords = (digest: Digest, { headline, picture, reason }: Partial<DigestProse>): Digest => ({
	...digest,
	...(headline === undefined ? {} : { headline }),
	...(digest.picture === undefined || picture === undefined ? {} : { picture: { ...digest.picture, says: picture } }),
	...(digest.worthALook === undefined || reason === undefined ? {} : { worthALook: { ...digest.worthALook, reason } }),
	writtenBy: "model",
});

/** Longer than this is no sentence for a phone. */
const longestProse = 320;

/** Every violation in a digest; an empty list means that it may be sent. */
export function findDigestViolations({ catalog, past }: Pick<DigestInput, "catalog" | "past">, digest: Digest): DigestViolation[] {
	const violations: DigestViolation[] = [];
	const say = (code: DigestViolation["code"], at: string, detail: string) => violations.push({ code, at, detail });
	const look = digest.worthALook;
	if (look !== undefined) {
		const { tool, stage, tradeOff, serves } = look;
		if (catalog.tools.get(tool.id) !== tool || tool.status.state !== "active" || tool.ring.value === "hold" || !tool.stages.includes(stage) || past.shown.includes(tool.id)) {
			say("not_worth_a_look", "worthALook", tool.id);
		}
		if (!tool.facts.includes(tradeOff)) say("foreign_fact", "worthALook", tradeOff.id);
		if (tool.serves[serves.persona]?.[serves.benefit] !== serves.text) say("foreign_fact", "worthALook", serves.benefit);
	}
	const changed = past.last === undefined ? [] : newsSince(past.last.catalog, catalog);
	for (const [at, { kind, tool }] of digest.news.entries.entries()) {
		if (!changed.some((news) => news.kind === kind && news.tool === tool)) say("no_news", `news.${at}`, tool.id);
	}
	for (const part of ["themes", "news", "gaps"] as const) if (digest[part].entries.length > mostEntries) say("too_long", part, String(digest[part].entries.length));
	const allowed = { own: ownNames(digest), reason: look === undefined ? new Set<string>() : nameable(look.tool) };
	const numbers = numbersOf(digest);
	const named = { ...proseOf(digest), ...Object.fromEntries(digest.invitation.map((text, at) => [`invitation.${at}`, text])) };
	for (const [at, text] of Object.entries(named)) {
		for (const code of markupIn(text)) say(code, at, text);
		if (text.length > longestProse) say("too_long", at, String(text.length));
		const invited = at.startsWith("invitation");
		for (const id of new Set(toolsNamedIn(catalog, text).map((one) => one.id))) {
			if (invited ? catalog.tools.get(id)?.status.state !== "active" && id !== "kubernetes" : !allowed[at === "reason" ? "reason" : "own"].has(id)) say("foreign_tool", at, id);
		}
		if (invited) continue;
		for (const [number] of withoutCatalogWords(text, look).matchAll(/\d+(?:[.,]\d+)*/g)) if (!numbers.has(number)) say("foreign_number", at, number);
	}
	return violations;
}

/** What the catalog says of the tool is printed word for word, with whatever numbers stand in it. */
function withoutCatalogWords(text: string, look: Digest["worthALook"]): string {
	if (look === undefined) return text;
	const { tool, serves, tradeOff } = look;
	return [serves.text, tool.summary, tradeOff.text, tool.name].reduce((rest, words) => rest.replaceAll(words, " "), text);
}

/** Tools that the digest itself speaks of. */
function ownNames({ worthALook, news }: Digest): ReadonlySet<string> {
	const changed = news.entries.flatMap((one): Tool[] => (one.kind === "ended" ? [one.tool, ...one.successors] : [one.tool]));
	return new Set([...changed, ...(worthALook === undefined ? [] : [worthALook.tool])].map(({ id }) => id));
}

/** Every number that the digest itself counted. */
function numbersOf(digest: Digest): ReadonlySet<string> {
	const { questions, stages, themes, news, gaps, threads, unknownProducts, days } = digest;
	const changes = news.entries.length + news.more;
	const open = gaps.entries.reduce((sum, gap) => sum + gap.questions, 0);
	const counted = [questions, ...Object.values(stages), ...themes.entries.map((theme) => theme.questions), ...gaps.entries.map((gap) => gap.questions), ...threads.map(({ rating }) => rating)];
	const quiet = Object.values(stages).filter((count) => count === 0).length;
	return new Set([...counted, changes, open, unknownProducts, quiet, Object.keys(stages).length, themes.entries.length + themes.more].map(String).concat(days.match(/\d+/g) ?? []));
}

/** Takes out of a digest what violates: prose is put back to what was composed, parts and entries go. */
export function withoutDigestViolations(digest: Digest, composed: Digest, violations: readonly DigestViolation[]): Digest {
	const at = new Set(violations.map((violation) => violation.at));
	if (at.size === 0) return digest;
	const { worthALook, ...rest } = digest;
	const reason = at.has("reason") ? composed.worthALook?.reason : worthALook?.reason;
	return {
		...rest,
		headline: at.has("headline") ? composed.headline : digest.headline,
		...(digest.picture === undefined ? {} : { picture: at.has("picture") ? (composed.picture ?? digest.picture) : digest.picture }),
		...(worthALook === undefined || at.has("worthALook") || reason === undefined ? {} : { worthALook: { ...worthALook, reason } }),
		news: { ...digest.news, entries: digest.news.entries.filter((_, index) => !at.has(`news.${index}`)) },
		invitation: digest.invitation.filter((_, index) => !at.has(`invitation.${index}`)),
	};
}

/** Composed, in a model's words where there are some, and grounded: what may be sent, and what had to be taken out. */
export function groundedDigest(input: Pick<DigestInput, "catalog" | "past">, composed: Digest, words?: Partial<DigestProse>): { digest: Digest; violations: DigestViolation[] } {
	const written = words === undefined ? composed : inWords(composed, words);
	const violations = findDigestViolations(input, written);
	const digest = withoutDigestViolations(written, composed, violations);
	// With a part, the leave to name its tools is gone; what then still violates has been the composer's.
	const left = violations.length === 0 ? [] : findDigestViolations(input, digest);
	return { digest: withoutDigestViolations(digest, composed, left), violations: [...violations, ...left] };
}
