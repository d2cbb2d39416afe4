import { describe, expect, test } from "vitest";
import { mrkdwnAsMarkdown } from "./as-markdown.ts";
import { conversations } from "./conversations.ts";
import { type ModelWords, readModelWords } from "./model-words.ts";
import { differingPages, playedPages } from "./pages.ts";

const words = readModelWords();
const researchers = conversations.filter(({ file }) => file === "choose-as-a-researcher");
const theirWords = words.find(({ question }) => question === researchers[0]?.says[0]) as ModelWords;
const { trackio, ...others } = theirWords.picks ?? {};

test("the pages under docs/examples are what the bot answers today; if not, npm run examples writes them anew", { timeout: 60_000 }, async () => {
	expect(differingPages(await playedPages(conversations, words))).toEqual([]);
});

describe("the model is not played with words that", { timeout: 60_000 }, () => {
	test("are missing for a tool: the part and the tool are named", async () => {
		await expect(playedPages(researchers, [{ ...theirWords, picks: others }])).rejects.toThrow(/expected words for pick_\d \(trackio\), got none/);
	});
	test("don't pass as a model's: the part is named, and why", async () => {
		const boast = { ...theirWords, picks: { ...others, trackio: { ...trackio, why: "It has 5000 happy users." } as NonNullable<typeof trackio> } };
		await expect(playedPages(researchers, [boast])).rejects.toThrow(/pick_\d did not:\npick_\d\.why: /);
	});
	test("nobody asked for", async () => {
		await expect(playedPages(researchers, [theirWords, { question: "which tracker for a team of ninety?" }])).rejects.toThrow(
			/"which tracker for a team of ninety\?": expected a question that the model is asked/,
		);
	});
});

test("a message reads the same as Markdown: bold, italic, links and line ends, and nothing else becomes markup", () => {
	expect(mrkdwnAsMarkdown("*1 · W&amp;B* — trial\n_Your need:_ a_b_c &lt;d&gt; <https://example.org/a_b|[1]>\n1. first")).toBe(
		"**1 · W&B** — trial\\\n*Your need:* a\\_b\\_c \\<d\\> [\\[1\\]](https://example.org/a_b)\\\n1\\. first",
	);
});
