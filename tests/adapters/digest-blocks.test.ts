import { describe, expect, test } from "vitest";
import { readSampleWeek, sampleChannel } from "../../src/adapters/catalog/read-sample-week.ts";
import { digestMessage } from "../../src/adapters/slack/digest-blocks.ts";
import { composeDigest } from "../../src/core/digest/digest.ts";
import { inWords } from "../../src/core/digest/digest-grounding.ts";
import { checkMessage, limits } from "../../src/playground/message-limits.ts";
import { askedAbout, digestOf, projectCatalog } from "../support/digests.ts";

const catalog = projectCatalog();
const sample = readSampleWeek(catalog);
const week = composeDigest({ catalog, readers: { channel: sampleChannel, isShared: false }, asked: sample.asked, past: sample.past, period: { from: sample.from, until: sample.until, zone: "UTC" } });
const typesOf = ({ blocks }: ReturnType<typeof digestMessage>): string[] => blocks.map(({ type }) => type);
const said = (message: ReturnType<typeof digestMessage>): string => JSON.stringify(message.blocks);

describe("the digest as a message", () => {
	test("is one that Slack takes, with everything in it, and is complete as text too", () => {
		const message = digestMessage(catalog, week, undefined, "https://team.slack.com/");
		expect(() => checkMessage(message, limits.updateText)).not.toThrow();
		for (const words of ["What people asked", "Found helpful here", "New in the catalog", "Worth a look", "could not answer", "Ask me", "digest off"]) {
			expect(said(message)).toContain(words);
			expect(message.text).toContain(words);
		}
	});
	test("shows its picture beside the line that says what it shows, and neither without a picture", () => {
		const withPicture = digestMessage(catalog, week, "F123", undefined);
		expect(typesOf(withPicture).slice(0, 4)).toEqual(["header", "section", "image", "context"]);
		expect(withPicture.blocks[2]).toEqual({ type: "image", slack_file: { id: "F123" }, alt_text: week.picture?.alt });
		expect(said(withPicture)).toContain(week.picture?.says);
		const without = digestMessage(catalog, week, undefined, undefined);
		expect(typesOf(without)).not.toContain("image");
		expect(said(without)).not.toContain(week.picture?.says);
	});
	test("has no picture where no stage was asked about", () => {
		expect(typesOf(digestMessage(catalog, digestOf(catalog, [askedAbout(catalog, [], { outcome: "cannot-answer" })]), "F123", undefined))).not.toContain("image");
	});
	test("links to the threads that were found good, where the workspace's address is known", () => {
		const [thread] = week.threads;
		const address = `https://team.slack.com/archives/${sampleChannel}/p${thread?.thread.replace(".", "")}`;
		expect(said(digestMessage(catalog, week, undefined, "https://team.slack.com/"))).toContain(`<${address}|LLM serving>, rated 4 up`);
		expect(said(digestMessage(catalog, week, undefined, undefined))).toContain("LLM serving, rated 4 up");
	});
	test("lets nothing that a model wrote become markup", () => {
		const message = digestMessage(catalog, inWords(week, { headline: "*<!channel>* & <https://x.example|here>" }), undefined, undefined);
		expect(said(message)).toContain("&lt;!channel&gt; &amp; &lt;https://x.example|here&gt;");
		expect(said(message)).not.toContain("<!channel>");
	});
	test("names nobody: not who asked, and no words of theirs", () => {
		expect(said(digestMessage(catalog, week, "F1", "https://team.slack.com/"))).not.toMatch(/<@|U0/);
	});
});
