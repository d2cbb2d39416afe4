import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanText, fold } from "../../src/core/understanding/clean-text.ts";

describe("Slack's own noise is taken off a message", () => {
	test.each([
		["a mention of the bot or of a colleague", "<@U0BOT> hello <@U0ANA|ana> which tracker", "hello which tracker"],
		["a call to everybody and to a group", "<!here> <!subteam^S0ML|@ml-team> any ideas <!date^1790000000^{date}|today>", "any ideas"],
		["a channel, which keeps its name", "as said in <#C0DATA|data-infra>", "as said in #data-infra"],
		["a channel without a name", "as said in <#C0DATA> yesterday", "as said in yesterday"],
		["a link, which keeps its label", "we saw <https://dagster.io/blog?x=1|this post> on it", "we saw this post on it"],
		["a link without a label, of which the site stays", "we saw <https://www.dagster.io/blog>", "we saw dagster.io"],
		["an address of an e-mail", "write to <mailto:ana@example.org|ana@example.org>", "write to ana@example.org"],
		["a link as somebody typed it", "see https://dagster.io/blog for it", "see dagster.io for it"],
		["characters that Slack escapes", "R&amp;D has &lt;5 nodes, &gt;2 of them new", "R&D has <5 nodes, >2 of them new"],
		["an emoji in the middle, which ends a thought", "nothing works :cry: which registry", "nothing works . which registry"],
		["emoji in a row, with a skin tone", "thanks :wave::skin-tone-3: all", "thanks . all"],
		["bold, struck and quoted text", "*really* ~not~ this\n> somebody said so\n>and so on", "really not this somebody said so and so on"],
		["quotes and dashes of a phone", "“Self‑hosted” — it’s ‘ours’ «here»", '"Self-hosted" - it\'s \'ours\' "here"'],
		["code in a line, which is read on", "we call `mlflow.log_metric` a lot", "we call 'mlflow.log_metric' a lot"],
		["characters that nobody sees", "fea\u200bture st\ufeffore", "feature store"],
		["line breaks and runs of spaces", "a tracker\n\n  for \t us", "a tracker for us"],
	])("%s", (_, text, plain) => expect(cleanText(text).plain).toBe(plain));

	test("a time of day is no emoji", () => expect(cleanText("at 10:30:00 every night").plain).toBe("at 10:30:00 every night"));
});

test("what stands in a code block is kept apart, also where the block is not closed", () => {
	const { plain, code } = cleanText("it fails with ```import kfp\nkfp.run()``` since Monday ```Traceback: no such pipeline");
	expect(plain).toBe("it fails with since Monday");
	expect(code).toBe("import kfp\nkfp.run()\nTraceback: no such pipeline");
});

test("the sites of links are kept, for a link to a tool's page names the tool", () => {
	expect(cleanText("<https://www.comet.com/site|docs> and https://feast.dev/x, not <mailto:me@example.org>").hosts).toEqual(["comet.com", "feast.dev"]);
});

test("folding lowers case, takes accents off, and sets punctuation and Chinese apart from words", () => {
	expect(fold("Größe, café (Straße) SCHÖN?")).toBe(" grosse , cafe ( strasse ) schon ? ");
	expect(fold("¿Cómo empezamos? ¡Ya!")).toBe(" ¿ como empezamos ? ¡ ya ! ");
	expect(fold("我们用MLflow，不要K8s。")).toBe(" 我们用 mlflow , 不要 k8s . ");
});

test("of a message as long as a book, the beginning and the end are read", () => {
	const { plain } = cleanText(`Which feature store fits? ${"log line after log line ".repeat(3000)} We have no Kubernetes.`);
	expect(plain.length).toBeLessThan(5000);
	expect(plain).toMatch(/^Which feature store fits\?/);
	expect(plain).toMatch(/We have no Kubernetes\.$/);
});

test("whatever is written, what is left is one trimmed line without Slack's markup, in lower case where it is folded", () => {
	const piece = fc.oneof(
		fc.string({ unit: "binary", maxLength: 12 }),
		fc.constantFrom("<@U0A>", "<!channel>", "<#C0A|ml>", "<https://a.io|b>", "```", ":tada:", "&lt;", "&amp;", "*", "~", ">", " ", "\n", "“", "数据", "é"),
	);
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
			const { plain, folded } = cleanText(pieces.join(""));
			expect(plain).toBe(plain.trim());
			expect(plain).not.toMatch(/\n|<@U0A>|<!channel>|<#C0A|```/);
			expect(folded).toMatch(/^ .* $|^ {2}$/s);
			expect(folded).toBe(folded.toLowerCase());
		}),
		{ numRuns: 150 },
	);
});
