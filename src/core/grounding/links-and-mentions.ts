import { type Check, problem } from "./place.ts";
import type { Spelt } from "./spelling.ts";

/** Schemes, `www`, Markdown and Slack links, addresses of mail, IP addresses, and what reads as a host's name. */
const links = [
	/\b[a-z][a-z0-9+.-]*:\/\/\S*/giu,
	/\b(?:mailto|tel|javascript|data|vbscript|file|ftp|slack|sms):\s?\S+/giu,
	/\bwww\s*\.\s*\S+/giu,
	/\]\s*\([^)]*\)/gu,
	/<[^<>|]*\|[^<>]*>/gu,
	/[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+\.\p{L}{2,}/gu,
	/\b\d{1,3}(?:\.\d{1,3}){3}\b/gu,
	/(?<![\p{L}\p{N}])[\p{L}\p{N}-]+\s?(?:\.|。|\(dot\)|\[dot\]|(?<= )(?:dot|point|punto|punkt|ponto)(?= )|点)\s?(?:com|org|net|io|ai|dev|co|app|cloud|tech|info|xyz|so|sh|gg|me|us|uk|eu|de|fr|es|pt|br|ph|cn|ru|tv|ly|gl|tk|link|site|online|page|run|tools|systems|example|test|local|internal)(?![\p{L}\p{N}])/giu,
	/\b(?:slash|localhost)\b/giu,
	/\]\s*\[[^\]]*\]/gu,
	/&(?:lt|gt|amp|#\d+);/giu,
	/\bh\s+t\s+t\s+p\b|\bhxxps?\b|\bhttps?\s*[:/]/giu,
];
/** Two words that only a full stop parts: a host's name, a file's, or a sentence whose space is missing. */
const dotted = /(?<![\p{L}\p{N}.])[\p{L}][\p{L}\p{N}-]*(?:\.[\p{L}][\p{L}\p{N}-]*)+/gu;
const abbreviations = /^(?:e\.g|i\.e|z\.b|d\.h|u\.a|p\.ej|p\.ex|a\.k\.a|o\.a)$/iu;

/** As it was written and as it reads; mostly the two are the same. */
const formsOf = ({ plain, written }: Spelt): string[] => (plain === written ? [plain] : [plain, written]);

/** No address reaches Slack but a fact's own source, which is not written by a model. */
export const checkLinks: Check = (place) => {
	const { plain } = place.spelt;
	const found = links.flatMap((pattern) => formsOf(place.spelt).flatMap((text) => [...text.matchAll(pattern)].map(([words]) => words)));
	const bearing = [place.asked, ...place.cited, ...place.given.flatMap(({ name, aliases }) => [name, ...aliases])].join(" ").toLowerCase();
	const joined = [...plain.matchAll(dotted)].map(([words]) => words).filter((words) => !abbreviations.test(words) && !(bearing.includes(words.toLowerCase()) && !found.includes(words)));
	const ownNames = place.given.flatMap(({ name, aliases }) => [name, ...aliases]).map((name) => name.toLowerCase());
	return [...new Set([...found.filter((words) => !ownNames.includes(words.trim().toLowerCase())), ...joined])].map((words) => problem(place, "link", words));
};

const mentions = /<[@!#][^<>]*>?|[@＠]\s?[\p{L}\p{N}_.-]+|#[\p{L}][\p{L}\p{N}_-]*|\b(?:C|U|G|W)0[A-Z0-9]{4,}\b|(?<![\p{L}\p{N}]):[a-z0-9_+-]+:(?![\p{L}\p{N}])/gu;
const calls = /\b(?:at|notify|ping|alert|tag) (?:here|channel|everyone)\b|(?<![\p{L}])@? ?(?:channel|here|everyone) ?!/giu;

/** Nobody is called: neither a person, a group nor a channel, in Slack's markup or in what clients turn into it. */
export const checkMentions: Check = (place) => {
	const found = formsOf(place.spelt).flatMap((text) => [...text.matchAll(mentions), ...text.matchAll(calls)].map(([words]) => words));
	return [...new Set(found)].map((words) => problem(place, "mention", words));
};
