import { afterAll, beforeAll, expect, test } from "vitest";
import { expectOneAnswer } from "../support/expectations.ts";
import { emil, Harness, rosa } from "../support/harness.ts";
import { inState } from "../support/state-file.ts";
import { until } from "../support/until.ts";

let harness: Harness;
beforeAll(async () => {
	harness = await Harness.open({ transport: "socket", settings: { questionsPerUser: 100 } });
});
afterAll(() => harness.close());

/** Everything that is on disk, table by table, as text. */
const everything = (): string =>
	inState(harness.dataDir, (database) =>
		database
			.prepare("SELECT name FROM sqlite_master WHERE type = 'table'")
			.all()
			.flatMap(({ name }) => database.prepare(`SELECT * FROM "${String(name)}"`).all())
			.map((row) => JSON.stringify(row))
			.join("\n"),
	);
/** Everything that speaks of a person, by their id or by words of theirs. */
const linesOf = (...words: string[]): string[] =>
	everything()
		.split("\n")
		.filter((line) => words.some((word) => line.includes(word)));

test("forget-me deletes what is kept of a person everywhere, says so, and leaves everybody else's", async () => {
	const channel = harness.channel();
	// Every way in which something of a person comes to be kept.
	await harness.slack.command(rosa, channel, "/mlops-recommend", "persona researcher");
	const mine = await harness.askAndWait("which experiment tracker for our biostatisticians, on-prem? we run Airflow", { channel });
	const { ts } = expectOneAnswer(mine.answers);
	await harness.goOn("and without Kubernetes?", mine);
	await harness.press(rosa, { channel, ts }, "answer.feedback", "down");
	await harness.press(rosa, { channel, ts: harness.shownTo(rosa, channel).at(-1)?.ts ?? "" }, "feedback.reason.other");
	await harness.slack.interactions.submit(rosa, harness.modalOf(rosa).id, { note: "a remark of mine" });
	await harness.slack.command(rosa, channel, "/mlops-recommend", "which feature store for us?");
	await harness.bot.drained();
	await harness.slack.command(rosa, channel, "/mlops-recommend", "digest on");
	await until("an answer to the command", () => harness.shownTo(rosa, channel).some(({ text }) => text.startsWith("This channel gets the digest")));
	// Others think something of what she asked about, and ask about what she was answered.
	const about = harness.workspace.post(channel, { user: emil, text: "which labelling tool for images?" });
	await harness.slack.interactions.shortcut(rosa, "recommend-tools", channel, about.ts);
	await harness.bot.drained();
	await harness.press(emil, { channel, ts: harness.repliesTo({ channel, thread: about.ts, ts: about.ts })[0]?.ts ?? "" }, "answer.feedback", "up");
	const direct = harness.workspace.directMessage(rosa).id;
	const { message, delivered } = harness.slack.write(rosa, direct, "which vector database?");
	await delivered;
	await harness.bot.drained();
	await harness.goOn("stop", { channel: direct, thread: message.ts });
	await harness.slack.sendEvent({ type: "app_home_opened", user: rosa, channel: direct, tab: "home", event_ts: harness.workspace.nextTs() });
	await harness.slack.interactions.press(rosa, { view: harness.workspace.views.home(rosa)?.id ?? "" }, "home.channel", channel);
	await harness.slack.interactions.submit(rosa, harness.modalOf(rosa).id, { "follow-ups": "mentions-only" });
	await harness.askAndWait("does it work with R?", { channel, thread: mine.thread, user: emil });
	await harness.press(emil, { channel, ts }, "answer.feedback", "up");

	for (const [what, word] of [
		["id", rosa],
		["title", "Research Scientist"],
		["remark", "a remark of mine"],
		["words", "biostatisticians"],
	] as const)
		expect(linesOf(word), what).not.toEqual([]);
	const others = linesOf(emil).length;

	await harness.slack.command(rosa, channel, "/mlops-recommend", "forget-me");
	expect(harness.shownTo(rosa, channel).at(-1)?.text).toContain("Done: I've deleted");
	expect(linesOf(rosa, "Research Scientist", "a remark of mine", "biostatisticians")).toEqual([]);
	expect(linesOf(emil)).toHaveLength(others);
	// Where she wrote to us is hers too: all that is left of it are the ids by which Slack's redeliveries are known, and that the thread is muted.
	expect(linesOf(direct).filter((line) => !line.includes('"event_id"') && !line.includes("muted:"))).toEqual([]);

	await harness.slack.command(rosa, channel, "/mlops-recommend", "forget-me");
	expect(harness.shownTo(rosa, channel).at(-1)?.text).toContain("I keep nothing of you.");
});
