import { expectOneAnswer } from "./expectations.ts";
import { emil, type Harness, rosa } from "./harness.ts";
import { until } from "./until.ts";

const question = "which experiment tracker should five researchers use on-prem, no Kubernetes?";

/** Each thing that people can do with the bot, once. */
export async function everySurface(harness: Harness): Promise<void> {
	const channel = harness.channel();
	const asked = await harness.askAndWait(question, { channel });
	const { ts } = expectOneAnswer(asked.answers);
	await harness.goOn("and on AWS?", asked);
	await harness.goOn("stop", asked);
	for (const button of ["answer.persona.software-engineer", "answer.narrow", "answer.details"]) await harness.press(rosa, { channel, ts }, button);
	await harness.press(rosa, { channel, ts }, "answer.feedback", "down");
	const why = harness.shownTo(rosa, channel).at(-1)?.ts ?? "";
	await harness.press(rosa, { channel, ts: why }, "feedback.reason.other");
	await harness.slack.interactions.submit(rosa, harness.modalOf(rosa).id, { note: "a remark" });

	// A command whose post is lost on the way is looked for in the channel; a workspace without Slack's own feedback buttons gets plain ones.
	const lost = harness.channel();
	harness.disturbOnce("chat.postMessage", lost, { kind: "lost_response" });
	await harness.slack.command(rosa, lost, "/mlops-recommend", question);
	await harness.settled(lost);
	for (const line of ["help", "stage", "persona researcher", "persona", "tool mlflow", `private ${question}`]) await harness.slack.command(rosa, channel, "/mlops-recommend", line);
	await harness.bot.drained();
	await harness.slack.command(rosa, channel, "/mlops-recommend", "digest now");
	await until("the digest", () => harness.saidIn(channel).some(({ text }) => text.startsWith("MLOps digest")));

	for (const line of ["digest on", "digest preview", "digest now"]) {
		const before = harness.shownTo(rosa, channel).length;
		await harness.slack.command(rosa, channel, "/mlops-recommend", line);
		await until(`an answer to ${line}`, () => harness.shownTo(rosa, channel).length > before);
	}

	const { id: direct } = harness.workspace.directMessage(rosa);
	const { message, delivered } = harness.slack.write(rosa, direct, question);
	await delivered;
	await harness.bot.drained();
	expectOneAnswer(harness.repliesTo({ channel: direct, ts: message.ts, thread: message.ts }));
	const parent = harness.workspace.post(channel, { user: emil, text: question });
	await harness.slack.interactions.shortcut(rosa, "recommend-tools", channel, parent.ts);
	await harness.bot.drained();

	for (const tab of ["messages", "home"]) await harness.slack.sendEvent({ type: "app_home_opened", user: rosa, channel: direct, tab, event_ts: harness.workspace.nextTs() });
	const home = harness.workspace.views.home(rosa)?.id ?? "";
	await harness.slack.interactions.press(rosa, { view: home }, "home.channel", channel);
	await harness.slack.interactions.close(rosa, harness.modalOf(rosa).id);
	await harness.slack.interactions.press(rosa, { view: home }, "home.stage.monitoring");
	await harness.slack.interactions.press(rosa, { view: harness.modalOf(rosa).id }, "ask.category.model-monitoring");
	await harness.bot.drained();

	const old = harness.channel();
	const stop = harness.disturb((method, args) =>
		method === "chat.postMessage" && args.channel === old && String(args.blocks).includes("context_actions") ? { kind: "error", error: "invalid_blocks" } : undefined,
	);
	await harness.askAndWait(question, { channel: old });
	stop();
}
