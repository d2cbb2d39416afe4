import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Fault, LoopbackSlack } from "../../src/playground/loopback-slack.ts";
import { botUser, type SlackMessage, Workspace } from "../../src/playground/workspace.ts";
import { ChildBot } from "../support/child-bot.ts";
import { expectOneAnswer } from "../support/expectations.ts";
import { freePort } from "../support/free-port.ts";
import { mention, rosa, type Transport } from "../support/harness.ts";
import { readInbox } from "../support/state-file.ts";
import { temporaryDir } from "../support/temporary-dir.ts";
import { until } from "../support/until.ts";

/** What the loopback Slack has seen of a question so far: calls, and what came of them. */
type Seen = { posts: number; messages: number };
/**
 * What the bot is at when it is killed: what goes wrong with each of its posts, when the moment has come, and how many of
 * its messages stand there then.
 */
type Moment = { at: string; by: "mention" | "command"; faults: (Fault | undefined)[]; come: (seen: Seen) => boolean; messages: number };

/** On its way for so long that the kill comes first. */
const heldMs = 3000;
const notArrived: Fault = { kind: "reset", afterMs: heldMs };
const notHeard: Fault = { kind: "lost_response", afterMs: heldMs };
const none = undefined;

const moments: Moment[] = [
	{ at: "right after the ack", by: "mention", faults: [notArrived], come: () => true, messages: 0 },
	{ at: "right after a command's ack", by: "command", faults: [notArrived], come: () => true, messages: 0 },
	{ at: "while the answer is on its way and has not arrived", by: "mention", faults: [notArrived], come: ({ posts }) => posts === 1, messages: 0 },
	{ at: "while a command's question is on its way and has not arrived", by: "command", faults: [notArrived], come: ({ posts }) => posts === 1, messages: 0 },
	{ at: "when the answer has arrived and the bot has not heard so", by: "mention", faults: [notHeard], come: ({ messages }) => messages === 1, messages: 1 },
	{ at: "when a command's question has arrived and the bot has not heard so", by: "command", faults: [notHeard], come: ({ messages }) => messages === 1, messages: 1 },
	{ at: "when a command's question stands and its answer has not arrived", by: "command", faults: [none, notArrived], come: ({ posts }) => posts === 2, messages: 1 },
	{ at: "when a command's answer has arrived and the bot has not heard so", by: "command", faults: [none, notHeard], come: ({ messages }) => messages === 2, messages: 2 },
	{ at: "as soon as the answer has arrived", by: "mention", faults: [], come: ({ messages }) => messages === 1, messages: 1 },
	{ at: "while it waits for its next try", by: "mention", faults: [{ kind: "status", status: 500 }, notArrived], come: ({ posts }) => posts === 1, messages: 0 },
];

describe.each<{ transport: Transport; moments: Moment[] }>([
	{ transport: "socket", moments },
	{ transport: "http", moments: moments.filter(({ at }) => /^(?:right after the ack|when the answer|when a command's answer)/.test(at)) },
])("over $transport, a bot that is killed with SIGKILL", ({ transport, moments }) => {
	const workspace = Workspace.forNewcomers();
	const dir = temporaryDir();
	const seen = new Map<string, Seen>();
	const faults = new Map<string, Moment["faults"]>();
	const slack = new LoopbackSlack({
		workspace,
		retryAfterMs: [20, 50, 100, 200, 400, 800, 1600, 3200],
		fault: (method, { channel }) => {
			const saw = seen.get(String(channel));
			if (method !== "chat.postMessage" || saw === undefined) return undefined;
			saw.posts++;
			return faults.get(String(channel))?.[saw.posts - 1];
		},
	});
	workspace.onChange((change) => {
		const saw = change.kind === "message" && change.message.user === botUser.id ? seen.get(change.channel) : undefined;
		if (saw !== undefined) saw.messages++;
	});
	let bot: ChildBot | undefined;

	const start = async (): Promise<void> => {
		const { bot: SLACK_BOT_TOKEN, app, signingSecret } = slack.tokens;
		const port = await freePort();
		const way: Record<string, string> = transport === "http" ? { SLACK_SIGNING_SECRET: signingSecret, PORT: String(port) } : { SLACK_APP_TOKEN: app };
		bot = await new ChildBot({ SLACK_BOT_TOKEN, ...way, SLACK_API_URL: slack.apiUrl, DATA_DIR: dir.path, LATE_POST_SECONDS: "1", QUESTIONS_PER_USER: "0" }).ready();
		if (transport === "http") slack.requestUrl = `http://127.0.0.1:${port}/slack/events`;
	};
	const kill = async (): Promise<void> => {
		const killed = bot;
		bot = undefined;
		await killed?.end("SIGKILL");
	};
	const saidIn = (channel: string): SlackMessage[] =>
		workspace
			.messages(channel)
			.flatMap(({ ts }) => workspace.messages(channel, ts))
			.filter(({ user }) => user === botUser.id);

	beforeAll(async () => {
		await slack.start();
	});
	// Where the test before failed, nothing runs.
	beforeEach(async () => {
		if (bot === undefined) await start();
	});
	afterAll(async () => {
		await ChildBot.endAll();
		await slack.stop();
		dir.remove();
	});

	test.each(moments.map((moment) => [moment.at, moment] as const))("%s answers each question once after its restart", async (_, { by, faults: willFail, come, messages }) => {
		const channel = `C0${randomUUID().slice(0, 8).toUpperCase()}`;
		workspace.addChannel(channel, "killed", workspace.users.keys());
		const saw: Seen = { posts: 0, messages: 0 };
		seen.set(channel, saw);
		faults.set(channel, willFail);
		const question = "which experiment tracker should five researchers use on-prem?";
		const { acked } = (await (by === "mention" ? slack.write(rosa, channel, `${mention} ${question}`).delivered : slack.command(rosa, channel, "/mlops-recommend", question))) ?? { acked: false };
		expect(acked).toBe(true);
		await until("the moment", () => come(saw));
		await kill();
		expect(saidIn(channel)).toHaveLength(messages);
		faults.delete(channel);
		await start();
		await until("an end to every question", () => readInbox(dir.path).every(({ finished }) => finished));
		const said = saidIn(channel);
		const answers = by === "mention" ? said : said.slice(1);
		expect(workspace.messages(channel)).toHaveLength(1);
		const { thread_ts } = expectOneAnswer(answers);
		expect(thread_ts).toBe(workspace.messages(channel)[0]?.ts);

		// The thread remembers what was answered before the kill, however it was.
		const after = slack.write(rosa, channel, `${mention} and without Kubernetes?`, thread_ts);
		await after.delivered;
		await until("the follow-up's answer", () => saidIn(channel).length > said.length);
		expect(saidIn(channel).at(-1)?.text).toMatch(/experiment tracker[\s\S]*on-prem/);
		await until("an end to every question", () => readInbox(dir.path).every(({ finished }) => finished));
		expect(saidIn(channel)).toHaveLength(said.length + 1);
	});
});
