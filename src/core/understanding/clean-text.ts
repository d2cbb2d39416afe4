/** A message without Slack's markup, in the forms that the readers need. */
export type CleanText = {
	/** As a person would read it, on one line; code blocks left out. */
	plain: string;
	/** `plain` in lower case with accents folded, words separated by single spaces, padded with one space at each end. */
	folded: string;
	/** What stood in code blocks. */
	code: string;
	/** Hosts of the links in it: a link to a tool's page names the tool. */
	hosts: string[];
};

const entities: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

/** Takes Slack's own noise off a message: mentions, channels, links, entities, emoji, code, smart quotes. */
export function cleanText(text: string): CleanText {
	const code: string[] = [];
	const hosts: string[] = [];
	const written = text
		.replace(/```([\s\S]*?)(?:```|$)/g, (_, block: string) => {
			code.push(block);
			return " ";
		})
		.replace(/<(?:@|!)[^<>]*>/g, " ")
		.replace(/<#[A-Z0-9]+(?:\|([^<>]*))?>/g, (_, name?: string) => (name ? ` #${name} ` : " "))
		.replace(/<((?:https?|mailto):[^<>|]+)(?:\|([^<>]*))?>/g, (_, link: string, label?: string) => {
			const host = hostOf(link);
			if (host !== undefined) hosts.push(host);
			return ` ${label ?? host ?? ""} `;
		})
		.replace(/\bhttps?:\/\/\S+/g, (link) => {
			const host = hostOf(link);
			if (host !== undefined) hosts.push(host);
			return ` ${host ?? ""} `;
		})
		.replace(/&(?:amp|lt|gt);/g, (entity) => entities[entity] ?? entity)
		// An emoji ends a thought as a full stop does.
		.replace(/(^|[\s(]):[a-z0-9_+'-]+:(?=[\s.,;!?)]|$)/gi, "$1 . ")
		.replace(/(:[a-z][a-z0-9_+-]+:)+/g, " . ")
		.replace(/[\u2018\u2019\u201b\u2032`]/g, "'")
		.replace(/[\u201c\u201d\u201e\u00ab\u00bb]/g, '"')
		.replace(/[\u2010-\u2015]/g, "-")
		.replace(/[\u200b-\u200f\u2060\ufeff]/g, "")
		.replace(/\*|~|^>\s?/gm, "")
		.replace(/\s+/g, " ")
		.trim();
	const plain = shortened(written);
	return { plain, folded: fold(plain), code: code.join("\n"), hosts };
}

/** Longest text that is read whole: a page. What reads it looks around every word, which takes too long in a book. */
const mostRead = 4000;
/** Of a longer text, its beginning and its end: the question stands in one of them. */
const shortened = (text: string): string => (text.length <= mostRead ? text : `${text.slice(0, mostRead / 2)} . ${text.slice(-mostRead / 2)}`);

/** Lower case, accents folded, punctuation kept apart from words, padded: what cues are matched against. */
export function fold(text: string): string {
	const folded = spaceHan(text)
		.toLowerCase()
		.replace(/[，、；：。！？（）]/g, (mark) => ` ${hanMarks[mark] ?? mark} `)
		.replace(/ß/g, "ss")
		.normalize("NFD")
		.replace(/\p{M}+/gu, "")
		.replace(/([.,;:!?()[\]{}"|])(?=\s|$)/g, " $1 ")
		.replace(/(^|\s)([([{"'¿¡])/g, "$1 $2 ")
		.replace(/\s+/g, " ")
		.trim();
	return ` ${folded} `;
}

const hanMarks: Record<string, string> = { "，": ",", "、": ",", "；": ";", "：": ":", "。": ".", "！": "!", "？": "?", "（": "(", "）": ")" };

/** Chinese and Latin writing stand apart, as words do: "用Kubernetes的" is three. */
export const spaceHan = (text: string): string => text.replace(/(\p{Script=Han})(?=[A-Za-z0-9])/gu, "$1 ").replace(/([A-Za-z0-9])(?=\p{Script=Han})/gu, "$1 ");

function hostOf(link: string): string | undefined {
	try {
		return new URL(link).hostname.replace(/^www\./, "") || undefined;
	} catch {
		return undefined;
	}
}
