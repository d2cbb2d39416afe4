import fc from "fast-check";
import { startBot } from "../../src/bot.ts";
import { signature } from "../../src/playground/delivery.ts";
import { LoopbackSlack } from "../../src/playground/loopback-slack.ts";
import { botUser, Workspace } from "../../src/playground/workspace.ts";
import { type LogEntry, recordingLog } from "../fakes/recording-log.ts";
import { freePort } from "../support/free-port.ts";
import type { Transport } from "../support/harness.ts";
import { temporaryDir } from "../support/temporary-dir.ts";

export type HostileFigures = { sent: number; statuses: Record<string, number>; unhandled: string[]; leaks: string[]; stillAnswers: boolean; seconds: number };

/** What stands where something else was expected. */
const oddity = fc.oneof(
	fc.constantFrom<unknown>(
		undefined,
		null,
		true,
		-1,
		1e308,
		"",
		" ",
		"__proto__",
		"constructor",
		"../../etc/passwd",
		"<!channel>",
		"'; DROP TABLE inbox; --",
		"\u0000\ud800",
		"{{7*7}}",
		"9".repeat(400),
	),
	fc.string({ unit: "binary", maxLength: 40 }),
	fc.string({ maxLength: 3000 }),
	fc.jsonValue({ maxDepth: 3 }),
	fc.constantFrom<unknown>({ __proto__: { polluted: true } }, [[[[[[[[]]]]]]]], { toString: "x", valueOf: 1 }),
);

/** A shape in which any part may be odd, or missing. */
const bent = (shape: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Record<string, unknown>> =>
	fc.record(Object.fromEntries(Object.entries(shape).map(([key, value]) => [key, fc.oneof({ weight: 12, arbitrary: value }, { weight: 1, arbitrary: oddity })])), { requiredKeys: [] });

const id = fc.constantFrom("C0PLATFORM", "C0RESEARCH", "D0ROSA", "U0RESEARCH", "U0BOT", "T0LOCAL", "C0NOWHERE");
const ts = fc.oneof(fc.constantFrom("1790000000.000100", "0", "-1.5", "1790000000"), fc.string({ maxLength: 20 }));
const words = fc.oneof(
	fc.constantFrom("which experiment tracker?", `<@${botUser.id}> which tracker?`, "help", "compare", "tool mlflow", "digest", "forget-me", "persona researcher", "stage 99", "", "x".repeat(5000)),
	fc.string({ unit: "binary", maxLength: 200 }),
);
const kinds = ["app_mention", "message", "app_home_opened", "reaction_added", "member_joined_channel", "assistant_thread_started", "message_changed", "tokens_revoked"];
const event = bent({
	type: fc.constantFrom(...kinds),
	subtype: fc.constantFrom(undefined, "message_changed", "message_deleted", "bot_message", "file_share"),
	user: id,
	text: words,
	ts,
	thread_ts: ts,
	channel: id,
	channel_type: fc.constantFrom("channel", "im", "group"),
	tab: fc.constantFrom("home", "messages"),
	event_ts: ts,
	blocks: fc.array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 3 }),
	files: fc.array(bent({ id: fc.string(), name: words })),
	bot_id: fc.constantFrom(undefined, "B0BOT", "B0OTHER"),
});
const events = bent({
	token: fc.constant("local"),
	team_id: fc.constant("T0LOCAL"),
	api_app_id: fc.constant("A0LOCAL"),
	type: fc.constant("event_callback"),
	event,
	event_id: fc.string({ minLength: 1, maxLength: 12 }),
	event_time: fc.integer(),
	authorizations: fc.array(bent({ team_id: fc.constant("T0LOCAL"), user_id: fc.constant(botUser.id), is_bot: fc.boolean() }), { maxLength: 2 }),
	is_ext_shared_channel: fc.boolean(),
});
const commands = bent({
	command: fc.constant("/mlops-recommend"),
	team_id: fc.constant("T0LOCAL"),
	channel_id: id,
	user_id: id,
	text: words,
	trigger_id: fc.string({ maxLength: 12 }),
	response_url: fc.constantFrom("file:///etc/passwd", "not an address", ""),
});
const interactions = bent({
	type: fc.constantFrom("block_actions", "view_submission", "view_closed", "shortcut", "message_action", "block_suggestion"),
	team: bent({ id: fc.constant("T0LOCAL") }),
	user: bent({ id }),
	channel: bent({ id }),
	message: bent({ ts, text: words, thread_ts: ts, user: id }),
	container: bent({ type: fc.constant("message"), message_ts: ts, channel_id: id }),
	callback_id: fc.oneof(fc.constantFrom("recommend_tools", "narrow_down", "persona"), fc.string({ maxLength: 20 })),
	trigger_id: fc.string({ maxLength: 12 }),
	response_url: fc.constantFrom("file:///etc/passwd", "not an address"),
	actions: fc.array(bent({ type: fc.constantFrom("button", "static_select", "feedback_buttons"), action_id: fc.string({ maxLength: 20 }), block_id: fc.string({ maxLength: 10 }), value: words }), {
		maxLength: 3,
	}),
	view: bent({ id: fc.string(), callback_id: fc.string({ maxLength: 20 }), private_metadata: words, state: bent({ values: fc.jsonValue({ maxDepth: 3 }) }) }),
});

type Hostile = { type: "events_api" | "slash_commands" | "interactive"; body: Record<string, unknown> } | { type: "raw"; text: string; contentType: string };
const hostile: fc.Arbitrary<Hostile> = fc.oneof(
	{ weight: 5, arbitrary: events.map((body): Hostile => ({ type: "events_api", body })) },
	{ weight: 2, arbitrary: commands.map((body): Hostile => ({ type: "slash_commands", body: asForm(body) })) },
	{ weight: 3, arbitrary: interactions.map((body): Hostile => ({ type: "interactive", body })) },
	{
		weight: 1,
		arbitrary: fc.record({
			type: fc.constant("raw" as const),
			text: fc.oneof(fc.string({ unit: "binary", maxLength: 300 }), fc.json(), fc.constantFrom("{", "payload=", "payload=%7B", "[]", "null", "payload=null", "a=1&a=2", "%%%")),
			contentType: fc.constantFrom("application/json", "application/x-www-form-urlencoded", "text/plain", "application/xml", ""),
		}),
	},
);

/** A form holds text alone. */
const asForm = (body: Record<string, unknown>): Record<string, unknown> =>
	Object.fromEntries(Object.entries(body).flatMap(([key, value]) => (value === undefined ? [] : [[key, typeof value === "string" ? value : JSON.stringify(value)]])));

const leak = /a text: |\n\s+at |node:internal|node_modules|TypeError|ReferenceError|SyntaxError|xoxb-|xapp-/;
const batch = 5000;

/** Sends hostile payloads, each signed or over the socket as Slack's own would be, and looks at what comes of them. */
export async function sendHostile({ count, transport, seed }: { count: number; transport: Transport; seed: number }): Promise<HostileFigures> {
	const started = performance.now();
	const dir = temporaryDir();
	const log = recordingLog();
	const workspace = Workspace.forNewcomers();
	const slack = new LoopbackSlack({ workspace, rates: false, retryAfterMs: [], ackWithinMs: 1000, keepCalls: 0 });
	await slack.start();
	const { bot: botToken, app: appToken, signingSecret } = slack.tokens;
	const port = await freePort();
	const connection = transport === "http" ? ({ kind: "http", botToken, signingSecret, port } as const) : ({ kind: "socket", botToken, appToken } as const);
	const bot = await startBot({ connection, slackApiUrl: slack.apiUrl, dataDir: dir.path, log, settleMs: 50, questionsPerUser: 5 });
	const url = `http://127.0.0.1:${port}/slack/events`;
	slack.requestUrl = transport === "http" ? url : undefined;
	const unhandled: string[] = [];
	const onUnhandled = (error: unknown): void =>
		void unhandled.push(
			String((error as Error | undefined)?.stack ?? error)
				.split("\n")
				.slice(0, 4)
				.join(" "),
		);
	process.on("unhandledRejection", onUnhandled);
	process.on("uncaughtException", onUnhandled);
	const statuses: Record<string, number> = {};
	const leaks = new Set<string>();
	const look = (where: string, said: unknown): void => {
		const text = typeof said === "string" ? said : JSON.stringify(said);
		if (text !== undefined && leak.test(text)) leaks.add(`${where}: ${text.slice(0, 200)}`);
	};
	workspace.onChange((change) => {
		if (change.kind === "ephemeral" || ((change.kind === "message" || change.kind === "changed") && change.message.user === botUser.id)) look(change.kind, change.message.text);
	});
	const send = async (one: Hostile): Promise<void> => {
		let status: string;
		if (one.type !== "raw") {
			const result = await slack.delivery.send(one);
			look("response", result.response);
			status = String(result.status ?? (result.acked ? "acked" : "not acked"));
		} else if (transport === "http") {
			const headers = { "content-type": one.contentType, ...signature(signingSecret, one.text, Date.now()) };
			// Bolt leaves open what nobody acks: Slack would hang up after three seconds.
			const response = await fetch(url, { method: "POST", headers, body: one.text, signal: AbortSignal.timeout(1000) }).catch(() => undefined);
			look("response", (await response?.text()) ?? "");
			status = String(response?.status ?? "not acked");
		} else {
			slack.delivery.sendRaw(one.text);
			status = "raw";
		}
		statuses[status] = (statuses[status] ?? 0) + 1;
	};
	try {
		for (let sent = 0; sent < count; sent += batch) {
			const payloads = fc.sample(hostile, { numRuns: Math.min(batch, count - sent), seed: seed + sent });
			await Promise.all(
				Array.from({ length: 100 }, async () => {
					for (let one = payloads.pop(); one !== undefined; one = payloads.pop()) await send(one);
				}),
			);
		}
		await bot.drained();
		const { message, delivered } = slack.write("U0SOMEONE", "C0RESEARCH", `<@${botUser.id}> which experiment tracker for us?`);
		await delivered;
		await bot.drained();
		const stillAnswers = workspace.messages("C0RESEARCH", message.ts).some(({ user, text }) => user === botUser.id && text.length > 50);
		lookAtLog(log.entries, look);
		return { sent: count, statuses, unhandled: [...new Set(unhandled)].slice(0, 5), leaks: [...leaks].slice(0, 5), stillAnswers, seconds: Math.round((performance.now() - started) / 1000) };
	} finally {
		await bot.stop();
		await slack.stop();
		dir.remove();
		process.off("unhandledRejection", onUnhandled);
		process.off("uncaughtException", onUnhandled);
	}
}

/** What people wrote is in no line of the log. */
function lookAtLog(entries: readonly LogEntry[], look: (where: string, said: unknown) => void): void {
	for (const { fields, message } of entries) {
		const line = JSON.stringify({ fields, message });
		if (/DROP TABLE|which tracker|which experiment/.test(line)) look("log", `a text: ${line}`);
	}
}
