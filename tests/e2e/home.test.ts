import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { botUser } from "../../src/playground/workspace.ts";
import { blockText, expectOneAnswer } from "../support/expectations.ts";
import { emil, Harness, rosa, transports } from "../support/harness.ts";

const question = "which experiment tracker should five researchers use on-prem?";

describe.each(transports)("over %s", (transport) => {
	let harness: Harness;
	beforeAll(async () => {
		harness = await Harness.open({ transport, settings: { admins: [emil] } });
	});
	afterAll(() => harness.close());

	const open = async (user: string) => {
		const { id: channel } = harness.workspace.directMessage(user);
		await harness.slack.sendEvent({ type: "app_home_opened", user, channel, tab: "home", event_ts: harness.workspace.nextTs() });
		const view = harness.workspace.views.home(user);
		if (view === undefined) throw new Error("Expected the App Home to be shown, and it is not");
		return { view, channel, text: blockText({ blocks: view.blocks }) };
	};
	const use = async (user: string, view: string, action: string, answer: string | null = null) => {
		await harness.slack.interactions.press(user, { view }, action, answer);
		await harness.bot.drained();
	};

	test("shows the lifecycle, who one is, one's last questions, and channels", async () => {
		const asked = await harness.askAndWait(question);
		const { text } = await open(rosa);
		expect(text).toMatch(/Model loop.*Data acquisition → Feature engineering/);
		expect(text).toContain("Who you are");
		expect(text).toMatch(new RegExp(`archives/${asked.channel}/p${asked.ts.replace(".", "")}\\|Experiment tracking, on-prem`));
		expect(text).not.toContain("For those who look after me");
	});

	test("shows the picture of the lifecycle once it is uploaded, which is done once, and goes without where Slack shows it no more", async () => {
		await open(rosa);
		await harness.bot.drained();
		const pictures = async (user: string) => (await open(user)).view.blocks.filter((block) => block.type === "image");
		const [picture, ...others] = await pictures(rosa);
		expect(others).toEqual([]);
		expect(picture).toMatchObject({ alt_text: expect.stringContaining("lifecycle"), slack_file: { id: expect.stringMatching(/^F/) } });
		expect(await pictures(emil)).toMatchObject([{ slack_file: (picture as { slack_file: unknown }).slack_file }]);
		expect(harness.slack.calls.filter(({ method }) => method === "files.completeUploadExternal")).toHaveLength(1);
		harness.workspace.files.delete((picture as { slack_file: { id: string } }).slack_file.id);
		expect(await pictures(rosa)).toEqual([]);
		expect((await open(rosa)).text).toMatch(/Model loop.*Data acquisition/);
	});

	test("a stage is browsed, and a category asked about: the conversation begins in the direct message", async () => {
		const { view, channel } = await open(rosa);
		await use(rosa, view.id, "home.stage.monitoring");
		const modal = harness.modalOf(rosa);
		await use(rosa, modal.id, "ask.category.model-monitoring");
		expect(blockText({ blocks: harness.modalOf(rosa).blocks })).toContain("Asked.");
		const [asked, ...answers] = harness.saidIn(channel);
		expect(asked?.text).toContain("Which monitoring tool");
		expectOneAnswer(answers);
		await harness.slack.interactions.close(rosa, modal.id);
		await use(rosa, view.id, "ask.category.any", "feature-store");
		expect(
			harness
				.saidIn(channel)
				.map(({ text }) => text)
				.join(),
		).toContain("Which feature store should we use?");
	});

	test("one's persona is told there, and shows at once", async () => {
		const { view } = await open(rosa);
		await use(rosa, view.id, "persona.set.software-engineer");
		expect(blockText({ blocks: harness.workspace.views.home(rosa)?.blocks ?? [] })).toContain("You told me: an engineer.");
		await use(rosa, view.id, "persona.set.forget");
		expect(blockText({ blocks: harness.workspace.views.home(rosa)?.blocks ?? [] })).toContain("I go by your words");
	});

	test("a channel may want mentions only, and may change its mind", async () => {
		const asked = await harness.askAndWait(question);
		const set = async (value: string) => {
			const { view } = await open(rosa);
			await use(rosa, view.id, "home.channel", asked.channel);
			await harness.slack.interactions.submit(rosa, harness.modalOf(rosa).id, { "follow-ups": value });
		};
		await set("mentions-only");
		expect((await harness.goOn("and without Kubernetes?", asked)).answers).toEqual([]);
		await set("answered");
		expectOneAnswer((await harness.goOn("and without Kubernetes?", asked)).answers);
	});

	test("a channel's settings are for its members", async () => {
		const channel = `C0OTHERS${transport.toUpperCase()}`;
		harness.workspace.addChannel(channel, `others-${transport}`, [emil, botUser.id]);
		const { view } = await open(rosa);
		await use(rosa, view.id, "home.channel", channel);
		const modal = harness.modalOf(rosa);
		expect(blockText({ blocks: modal.blocks })).toContain(`Only members of <#${channel}>`);
		expect(modal).not.toHaveProperty("submit");
		await harness.slack.interactions.close(rosa, modal.id);
		const emils = await open(emil);
		await use(emil, emils.view.id, "home.channel", channel);
		expect(harness.modalOf(emil)).toHaveProperty("submit");
		await harness.slack.interactions.close(emil, harness.modalOf(emil).id);
	});

	test("whoever looks after the bot sees how it is doing", async () => {
		const asked = await harness.askAndWait("which fairness tool in Julia, managed?");
		const { ts } = expectOneAnswer(asked.answers);
		await harness.press(rosa, { channel: asked.channel, ts }, "answer.feedback", "down");
		const { text } = await open(emil);
		expect(text).toMatch(/Catalog\*: \d+ tools/);
		expect(text).toMatch(/No tool named\*, last 30 days: [1-9]/);
		expect(text).toMatch(/Helpful\*, last year: 0 of [1-9]/);
	});

	test.each(["not_enabled", "ratelimited", "unknown_method"])("where Slack answers %s, the event is acked all the same", async (error) => {
		const stop = harness.disturb((method) => (method === "views.publish" ? { kind: "error", error } : undefined));
		expect(await harness.slack.sendEvent({ type: "app_home_opened", user: rosa, channel: "D0RESEARCH", tab: "home", event_ts: "1.1" })).toMatchObject({ acked: true });
		stop();
	});

	test("what Slack does not open or change from there does no harm, and a question that was asked there is answered", async () => {
		const { view, channel } = await open(rosa);
		const opening = harness.disturb((method) => (method === "views.open" ? { kind: "error", error: "expired_trigger_id" } : undefined));
		await use(rosa, view.id, "home.stage.monitoring");
		opening();
		expect(harness.workspace.views.stack(rosa)).toEqual([]);
		await use(rosa, view.id, "home.stage.monitoring");
		const updating = harness.disturb((method) => (method === "views.update" ? { kind: "error", error: "not_found" } : undefined));
		const before = harness.saidIn(channel).length;
		await use(rosa, harness.modalOf(rosa).id, "ask.category.model-monitoring");
		updating();
		expectOneAnswer(harness.saidIn(channel).slice(before + 1));
		await harness.slack.interactions.close(rosa, harness.modalOf(rosa).id);
	});
});
