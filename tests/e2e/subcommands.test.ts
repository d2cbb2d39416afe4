import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { blockText, expectCalm, expectOneAnswer } from "../support/expectations.ts";
import { emil, Harness, rosa, transports } from "../support/harness.ts";

const question = "which experiment tracker should five researchers use on-prem?";

describe.each(transports)("over %s", (transport) => {
	let harness: Harness;
	beforeAll(async () => {
		harness = await Harness.open({ transport });
	});
	afterAll(() => harness.close());

	/** What only the one who typed it sees; nothing is posted. */
	async function reply(text: string, { user = rosa, channel = harness.channel() } = {}) {
		await harness.slack.command(user, channel, "/mlops-recommend", text);
		await harness.bot.drained();
		expect(harness.saidIn(channel)).toEqual([]);
		const [shown, ...others] = harness.shownTo(user, channel);
		expect(others).toEqual([]);
		expectCalm(shown!);
		return { ...shown!, channel };
	}

	test("help fits a phone screen, and names every subcommand", async () => {
		const { text } = await reply("help");
		expect(text.length).toBeLessThan(900);
		expect(text.split("\n").length).toBeLessThanOrEqual(11);
		for (const word of ["private", "compare", "tool", "stage", "persona", "digest", "forget-me"]) expect(text).toContain(word);
	});

	test("tool shows what the catalog holds of it, each fact with its source", async () => {
		const shown = await reply("tool mlflow");
		expect(blockText(shown)).toContain("*MLflow*");
		expect(blockText(shown).match(/\|source>/g)?.length).toBeGreaterThan(8);
		expect(shown.text).toContain("Licence: Apache-2.0");
	});

	test("stage shows what is asked there, and a button asks it", async () => {
		const shown = await reply("stage monitoring");
		expect(shown.text).toContain("Monitoring, in the software loop");
		await harness.press(rosa, shown, "ask.category.model-monitoring");
		const [asked, ...answers] = harness.saidIn(shown.channel);
		expect(asked?.text).toContain("Which monitoring tool");
		expectOneAnswer(answers);
	});

	test("stage alone draws the lifecycle in words, and each stage is a button", async () => {
		const shown = await reply("stage");
		expect(shown.text).toMatch(/Model loop: Data acquisition → .* → Data acquisition/);
		await harness.press(rosa, shown, "home.stage.deployment");
		expect(harness.shownTo(rosa, shown.channel).at(-1)?.text).toContain("Deployment, in the software loop");
	});

	test("a persona is told, is answered by, and is forgotten", async () => {
		expect((await reply("persona", { user: emil })).text).toContain("You haven't told me");
		await reply("persona researcher", { user: emil });
		expect(expectOneAnswer((await harness.askAndWait("which vector database?", { user: emil })).answers).text).toContain("For researchers (you told me)");
		await reply("persona both", { user: emil });
		expect((await reply("persona", { user: emil })).text).toContain("somebody who does both");
		await reply("persona forget", { user: emil });
		expect(expectOneAnswer((await harness.askAndWait("which vector database?", { user: emil })).answers).text).toContain("For engineers (from your title, “Backend Engineer”)");
	});

	test("a persona can be told by a button too", async () => {
		const shown = await reply("persona", { user: emil });
		await harness.press(emil, shown, "persona.set.software-engineer");
		expect(harness.shownTo(emil, shown.channel).map(({ text }) => text)).toEqual([expect.stringContaining("Noted: engineer")]);
		await reply("persona forget", { user: emil });
	});

	test("compare asks for a comparison, for everyone to see", async () => {
		const channel = harness.channel();
		await harness.slack.command(rosa, channel, "/mlops-recommend", "compare mlflow wandb for a small team");
		await harness.bot.drained();
		const [asked, ...answers] = harness.saidIn(channel);
		expect(asked?.text).toContain("Compare MLflow and Weights &amp; Biases for a small team");
		expect(blockText(expectOneAnswer(answers))).toMatch(/\*MLflow\*[\s\S]*\*Weights &amp; Biases\*|\*Weights &amp; Biases\*[\s\S]*\*MLflow\*/);
	});

	test("a private question is answered to its asker alone, until they show it", async () => {
		const shown = await reply(`private ${question}`);
		expect(shown.text).toContain("Only you see this.");
		await harness.press(rosa, shown, "private.show");
		expect(harness.shownTo(rosa, shown.channel)).toEqual([]);
		const [asked, ...answers] = harness.saidIn(shown.channel);
		expect(asked?.text).toContain(question);
		expectOneAnswer(answers);
	});

	test("in a channel that the bot is not in, showing says how to invite it", async () => {
		const shown = await reply(`private ${question}`, { channel: harness.channel({ withBot: false }) });
		await harness.press(rosa, shown, "private.show");
		expect(harness.shownTo(rosa, shown.channel).map(({ text }) => text)).toEqual([expect.stringContaining("/invite @mlops-recommend")]);
	});

	test.each([
		["tool mlfow", "tool MLflow"],
		["persona reseacher", "persona researcher"],
		["hlep", "help"],
	])("%j gets a suggestion", async (typed, meant) => {
		expect((await reply(typed)).text).toContain(`Did you mean /mlops-recommend ${meant}?`);
	});

	test.each(["tool", "compare", "private"])("%j alone says what it lacks, with an example", async (typed) => {
		expect((await reply(typed)).text).toContain(`/mlops-recommend ${typed} `);
	});

	test("a line that begins like a subcommand and goes on as a sentence is a question", async () => {
		const channel = harness.channel();
		await harness.slack.command(rosa, channel, "/mlops-recommend", "tool for labelling?");
		await harness.bot.drained();
		const [asked, ...answers] = harness.saidIn(channel);
		expect(asked?.text).toContain("tool for labelling?");
		expectOneAnswer(answers);
	});
});
