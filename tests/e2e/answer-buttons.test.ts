import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SlackMessage } from "../../src/playground/workspace.ts";
import { blockText, expectOneAnswer } from "../support/expectations.ts";
import { emil, Harness, rosa, transports } from "../support/harness.ts";
import { inState } from "../support/state-file.ts";

const question = "which experiment tracker should five researchers use on-prem?";
type Kept = { vote?: string; reason?: string; note?: string; catalog?: string; answer?: string };

describe.each(transports)("over %s", (transport) => {
	let harness: Harness;
	beforeAll(async () => {
		harness = await Harness.open({ transport });
	});
	afterAll(() => harness.close());

	const ask = async (text = question): Promise<{ channel: string; ts: string; thread: string; asked: string }> => {
		const { channel, thread, answers, ts } = await harness.askAndWait(text);
		return { channel, thread, ts: expectOneAnswer(answers).ts, asked: ts };
	};
	const answerAt = ({ channel, ts }: { channel: string; ts: string }): SlackMessage => harness.workspace.message(channel, ts) as SlackMessage;
	const feedbackOn = ({ channel, ts }: { channel: string; ts: string }): Kept[] =>
		inState(harness.dataDir, (database) =>
			database
				.prepare("SELECT value FROM state WHERE key LIKE ?")
				.all(`feedback:T0LOCAL:${channel}:${ts}:%`)
				.map(({ value }) => (JSON.parse(String(value)) as { value: Kept }).value),
		);
	const told = (user: string, channel: string): string[] => harness.shownTo(user, channel).map(({ text }) => text);
	const actionsOf = (message: SlackMessage): string[] => [...JSON.stringify(message.blocks).matchAll(/"action_id":"([^"]+)"/g)].map(([, id]) => id ?? "");

	test("under an answer stand the persona's correction, narrowing down, details and feedback", async () => {
		expect(actionsOf(answerAt(await ask()))).toEqual(["answer.persona.software-engineer", "answer.narrow", "answer.details", "answer.feedback"]);
	});

	test("one tap corrects the persona: the same message answers again, and the next ones do too", async () => {
		const answer = await ask();
		const before = answerAt(answer).text;
		await harness.press(rosa, answer, "answer.persona.software-engineer");
		const after = answerAt(answer);
		expect(before).toContain("For researchers (from");
		expect(after.text).toContain("For engineers (you told me)");
		expect(after.text).toMatch(/\nUpdated: for engineers\.$/);
		expect(harness.saidIn(answer.channel)).toHaveLength(1);
		expect(after.metadata?.event_payload.question_id).toBeDefined();
		expect(actionsOf(after)).toContain("answer.persona.ml-researcher");
		expect(expectOneAnswer((await harness.goOn("and without Kubernetes?", { channel: answer.channel, thread: answer.thread })).answers).text).toContain("For engineers (you told me)");
		expect(expectOneAnswer((await harness.askAndWait(question)).answers).text).toContain("For engineers (you told me)");
		await harness.press(rosa, answer, "answer.persona.ml-researcher");
		expect(answerAt(answer).text).toContain("For researchers (you told me)");
		await harness.slack.command(rosa, answer.channel, "/mlops-recommend", "persona forget");
	});

	test("only the asker changes an answer; others are told how to ask", async () => {
		const answer = await ask();
		const before = answerAt(answer).text;
		await harness.press(emil, answer, "answer.persona.software-engineer");
		await harness.press(emil, answer, "answer.narrow");
		expect(answerAt(answer).text).toBe(before);
		expect(told(emil, answer.channel)).toEqual([expect.stringContaining("Only whoever asked"), expect.stringContaining("Only whoever asked")]);
		expect(harness.workspace.views.stack(emil)).toEqual([]);
	});

	test("narrowing down is filled in with what was understood, changes the same reply, and holds for what comes next", async () => {
		const answer = await ask("which experiment tracker should five researchers use on-prem, no Kubernetes? we run Airflow");
		await harness.press(rosa, answer, "answer.narrow");
		const view = harness.modalOf(rosa);
		const filled = Object.fromEntries(
			Object.values(view.state.values).flatMap((block) =>
				Object.entries(block).map(([id, { selected_option, selected_options }]) => [id, selected_option?.value ?? selected_options?.map(({ value }) => value)]),
			),
		);
		expect(filled).toMatchObject({ persona: "ml-researcher", hosting: "self-hosted", kubernetes: "no", cloud: "on-prem", budget: "any", licence: "any", existing: ["airflow"] });
		await harness.slack.interactions.submit(rosa, view.id, { kubernetes: "any", licence: "open-source", budget: "free", existing: [] });
		await harness.bot.drained();
		const { text } = answerAt(answer);
		expect(text).toMatch(/on-prem/);
		expect(text).toContain("open source");
		expect(text).toContain("free");
		const [updated] = text.split("\n").slice(-1);
		expect(updated).toBe("Updated: narrowed down to free, open source; dropped: no Kubernetes, you run Apache Airflow.");
		expect(blockText(answerAt(answer))).toContain(`*${updated}*`);
		expect(text.replace(updated ?? "", "")).not.toMatch(/no Kubernetes|Airflow/);
		expect(harness.workspace.views.stack(rosa)).toEqual([]);
		expect(harness.saidIn(answer.channel)).toHaveLength(1);
		const next = expectOneAnswer((await harness.goOn("and it should work with R", { channel: answer.channel, thread: answer.thread })).answers).text;
		expect(next).toContain("open source");
		expect(next).not.toContain("no Kubernetes");
	});

	test("details tell every fact of the picks with its source, what was understood, and who was left out", async () => {
		const answer = await ask("which experiment tracker should five researchers use on-prem, no Kubernetes, open source?");
		await harness.press(emil, answer, "answer.details");
		const view = harness.modalOf(emil);
		const text = blockText({ blocks: view.blocks });
		const { catalog } = harness.bot.knowledge.reader;
		for (const [, name] of blockText(answerAt(answer)).matchAll(/\*\d · (.+?)\*/g)) {
			const tool = [...catalog.tools.values()].find((one) => one.name === name);
			for (const fact of tool?.facts ?? []) expect(text).toContain(fact.text.replaceAll("&", "&amp;"));
		}
		expect(text).toContain("no Kubernetes (from “");
		expect(text).toContain("closed source: ");
		await harness.slack.interactions.close(emil, view.id);
	});

	test("when what an answer came from is no longer kept, whatever is pressed or submitted says so, and nothing changes", async () => {
		const answer = await ask();
		const before = answerAt(answer).text;
		await harness.press(rosa, answer, "answer.narrow");
		inState(harness.dataDir, (database) => database.prepare("DELETE FROM state WHERE key = ?").run(`answer:T0LOCAL:${answer.channel}:${answer.ts}`));
		await harness.slack.interactions.submit(rosa, harness.modalOf(rosa).id, { licence: "open-source" });
		await harness.bot.drained();
		expect(blockText({ blocks: harness.modalOf(rosa).blocks })).toContain("that is over");
		expect(answerAt(answer).text).toBe(before);
		await harness.slack.interactions.close(rosa, harness.modalOf(rosa).id);
		await harness.press(rosa, answer, "answer.details");
		expect(blockText({ blocks: harness.modalOf(rosa).blocks })).toContain("that is over");
		await harness.slack.interactions.close(rosa, harness.modalOf(rosa).id);
		await harness.press(rosa, answer, "answer.persona.software-engineer");
		await harness.press(rosa, answer, "answer.narrow");
		expect(told(rosa, answer.channel)).toEqual([expect.stringContaining("that is over"), expect.stringContaining("that is over")]);
		expect(harness.workspace.views.stack(rosa)).toEqual([]);
	});

	test("a thumb counts at once, a reason is one click, and what was asked is nowhere in it", async () => {
		const answer = await ask("which experiment tracker? we are project Zanzibar, on-prem");
		await harness.press(rosa, answer, "answer.feedback", "down");
		expect(feedbackOn(answer)).toMatchObject([{ vote: "down", catalog: harness.bot.knowledge.version, answer: `T0LOCAL.${answer.channel}.${answer.asked}` }]);
		const [why] = harness.shownTo(rosa, answer.channel);
		expect(why?.text).toContain("What was wrong?");
		await harness.press(rosa, { channel: answer.channel, ts: why?.ts ?? "" }, "feedback.reason.missed-constraint");
		expect(feedbackOn(answer)).toMatchObject([{ vote: "down", reason: "missed-constraint" }]);
		expect(told(rosa, answer.channel)).toEqual([expect.stringContaining("Noted: missed my constraint")]);
		await harness.press(emil, answer, "answer.feedback", "up");
		expect(
			feedbackOn(answer)
				.map(({ vote }) => vote)
				.sort(),
		).toEqual(["down", "up"]);
		expect(told(emil, answer.channel)).toEqual([]);
		await harness.press(rosa, answer, "answer.feedback", "up");
		expect(feedbackOn(answer).map(({ vote, reason }) => [vote, reason])).toEqual([
			["up", undefined],
			["up", undefined],
		]);
		expect(JSON.stringify(feedbackOn(answer))).not.toContain("Zanzibar");
	});

	test("“other” may be put into words", async () => {
		const answer = await ask();
		await harness.press(rosa, answer, "answer.feedback", "down");
		await harness.press(rosa, { channel: answer.channel, ts: harness.shownTo(rosa, answer.channel)[0]?.ts ?? "" }, "feedback.reason.other");
		expect(feedbackOn(answer)).toMatchObject([{ vote: "down", reason: "other" }]);
		await harness.slack.interactions.submit(rosa, harness.modalOf(rosa).id, { note: "The trade-off is about another product." });
		expect(feedbackOn(answer)).toMatchObject([{ vote: "down", reason: "other", note: "The trade-off is about another product." }]);
	});

	test("a correction that Slack could not take at first is carried out when it can", async () => {
		const answer = await ask();
		const updates = harness.disturbOnce("chat.update", answer.channel, { kind: "status", status: 429, retryAfter: 1 });
		await harness.press(rosa, answer, "answer.persona.software-engineer");
		expect(updates.calls).toBe(2);
		expect(answerAt(answer).text).toContain("For engineers (you told me)");
		await harness.slack.command(rosa, answer.channel, "/mlops-recommend", "persona forget");
	});
});
