import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startBot } from "../../src/bot.ts";
import { openWatch, type Watch } from "../../src/health.ts";
import { LoopbackSlack } from "../../src/playground/loopback-slack.ts";
import { Workspace } from "../../src/playground/workspace.ts";
import { recordingLog } from "../fakes/recording-log.ts";
import { ChildBot } from "../support/child-bot.ts";
import { freePort, takePort } from "../support/free-port.ts";
import { mention, rosa } from "../support/harness.ts";
import { leaks } from "../support/leaks.ts";
import { temporaryDir } from "../support/temporary-dir.ts";
import { until } from "../support/until.ts";

const dir = temporaryDir();
let socketsRefused = false;
let refusePosts = true;
const slack = new LoopbackSlack({
	workspace: Workspace.forNewcomers(),
	fault: (method) => {
		if (method === "chat.postMessage" && refusePosts) {
			refusePosts = false;
			return { kind: "error", error: "internal_error" };
		}
		return method === "apps.connections.open" && socketsRefused ? { kind: "reset" } : undefined;
	},
});

describe("health and metrics", () => {
	let watch: Watch;
	let bot: Awaited<ReturnType<typeof startBot>>;
	const get = async (path: string): Promise<{ status: number; text: string }> => {
		const response = await fetch(`http://127.0.0.1:${watch.server?.port}${path}`);
		const text = await response.text();
		leaks.watch("a page of health", () => text);
		return { status: response.status, text };
	};
	const ready = async (): Promise<{ status: number; parts: Record<string, string> }> => {
		const { status, text } = await get("/readyz");
		return { status, parts: (JSON.parse(text) as { parts: Record<string, string> }).parts };
	};
	/** The value of one line of the metrics. */
	const metric = async (line: string): Promise<number> =>
		Number(
			(await get("/metrics")).text
				.split("\n")
				.find((one) => one.startsWith(`mlops_recommend_${line} `))
				?.split(" ")
				.at(-1) ?? Number.NaN,
		);

	beforeAll(async () => {
		await slack.start();
		watch = await openWatch({ port: 0, host: "127.0.0.1" });
	});
	afterAll(async () => {
		await ChildBot.endAll();
		await bot.stop();
		await watch.server?.stop();
		await slack.stop();
		dir.remove();
	});

	test("before the bot has started it is alive, and not ready", async () => {
		expect((await get("/healthz")).status).toBe(200);
		expect(await ready()).toEqual({ status: 503, parts: { bot: "down" } });
	});

	test("once it is connected it is ready", async () => {
		const { bot: botToken, app: appToken } = slack.tokens;
		bot = await startBot({ connection: { kind: "socket", botToken, appToken }, slackApiUrl: slack.apiUrl, dataDir: dir.path, log: recordingLog(), metrics: watch.metrics, settleMs: 100 });
		watch.watch(bot);
		expect(await ready()).toEqual({ status: 200, parts: { slack: "up", store: "up" } });
	});

	test("what happens to questions is counted and timed, and nothing of what they say", async () => {
		const written = `${mention} which experiment tracker for project Zanzibar?`;
		const { message, delivered } = slack.write(rosa, "C0PLATFORM", written);
		await delivered;
		await bot.drained();
		await slack.sendEvent({ type: "app_mention", user: rosa, text: written, ts: message.ts, channel: "C0PLATFORM", event_ts: message.ts });
		expect(await metric('questions_total{kind="mention",known="false"}')).toBe(1);
		expect(await metric('questions_total{kind="mention",known="true"}')).toBe(1);
		expect(await metric('outcomes_total{reason="answered"}')).toBe(1);
		expect(await metric('slack_errors_total{code="internal_error"}')).toBe(1);
		expect(await metric('stage_seconds_count{stage="composing"}')).toBe(2);
		expect(await metric('stage_seconds_count{stage="whole"}')).toBe(1);
		expect(await metric('queue_depth{state="waiting"}')).toBe(0);
		const { text } = await get("/metrics");
		for (const secret of ["Zanzibar", rosa, "C0PLATFORM", slack.tokens.bot]) expect(text).not.toContain(secret);
	});

	test("without a connection to Slack it is not ready, until there is one again", async () => {
		socketsRefused = true;
		slack.delivery.disconnectAll();
		await until("the loss to show", async () => (await ready()).parts.slack === "down");
		expect((await ready()).status).toBe(503);
		expect((await get("/healthz")).status).toBe(200);
		socketsRefused = false;
		await until("the connection", async () => (await ready()).status === 200);
	});

	test("nothing else is served, and nothing is taken", async () => {
		for (const path of ["/", "/metrics/", "/../package.json", "/constructor"]) expect((await get(path)).status).toBe(404);
		const response = await fetch(`http://127.0.0.1:${watch.server?.port}/metrics`, { method: "POST", body: "x" });
		expect(response.status).toBe(404);
	});

	test("METRICS_PORT serves this machine from the start, and a port in use is said to be", async () => {
		const settings = { SLACK_BOT_TOKEN: slack.tokens.bot, SLACK_APP_TOKEN: slack.tokens.app, SLACK_API_URL: slack.apiUrl, LOG_LEVEL: "silent" };
		const port = await freePort();
		const started = await new ChildBot({ ...settings, DATA_DIR: `${dir.path}/child`, METRICS_PORT: String(port) }).ready();
		expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
		expect(await started.end("SIGTERM")).toBe(0);
		const taken = await takePort();
		const refused = new ChildBot({ ...settings, DATA_DIR: `${dir.path}/other`, METRICS_PORT: String(taken.port) });
		expect(await refused.ended()).toBe(1);
		expect(refused.stderr.trim()).toMatch(new RegExp(`^METRICS_PORT: expected a free port on 127\\.0\\.0\\.1, got ${taken.port} \\(EADDRINUSE\\)`));
		await taken.release();
	});
});
