/** Small rules of English that several parts of an answer need. */

export const joinWords = (words: readonly string[], last = "and"): string => (words.length <= 1 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`);

export const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

export const capitalise = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** "an experiment tracker", "a registry", "an LLM tracing tool". */
export const withArticle = (noun: string): string => `${/^(?:[aeio]|LLM|ML\b|u(?!ni|se))/i.test(noun) && !/^one/i.test(noun) ? "an" : "a"} ${noun}`;

export const withoutStop = (sentence: string): string => sentence.replace(/[.]$/, "");
