import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectToRedis, disconnect } from "../../src/adapters/redis/connection.ts";
import { startBot } from "../../src/bot.ts";
import { LoopbackSlack } from "../../src/playground/loopback-slack.ts";
import { botUser, Workspace } from "../../src/playground/workspace.ts";
import { recordingLog } from "../fakes/recording-log.ts";
import { Harness, mention, rosa } from "../support/harness.ts";
import { describeWithRedis, RedisServer } from "../support/redis.ts";
import { inState } from "../support/state-file.ts";

const other = "T0OTHER";

/** The same message, as it arrives from another workspace whose channels, people and timestamps happen to be called the same. */
const fromOther = (event: Record<string, unknown>, eventId: string): Record<string, unknown> => ({
	token: "local",
	team_id: other,
	api_app_id: "A0LOCAL",
	event,
	type: "event_callback",
	event_id: eventId,
	event_time: 1,
	authorizations: [{ enterprise_id: null, team_id: other, user_id: botUser.id, is_bot: true, is_enterprise_install: false }],
	is_ext_shared_channel: false,
});

describe("two workspaces with the same ids", () => {
	let harness: Harness;
	beforeAll(async () => {
		harness = await Harness.open({ transport: "socket" });
	});
	afterAll(() => harness.close());

	test("are answered each, though event, channel, message and person are called the same", async () => {
		const written = harness.quietly(`${mention} which experiment tracker should five researchers use on-prem?`);
		await harness.slack.sendEvent(written.event, "Ev0SAME");
		await harness.bot.drained();
		await harness.slack.delivery.send({ type: "events_api", body: fromOther(written.event, "Ev0SAME") });
		await harness.bot.drained();
		expect(harness.repliesTo(written)).toHaveLength(2);
	});

	test("know nothing of what the other's thread said", async () => {
		const asked = await harness.askAndWait("which experiment tracker should five researchers use on-prem?");
		const followUp = harness.quietly(`${mention} and without Kubernetes?`, { channel: asked.channel, thread: asked.thread });
		const { event, ...where } = followUp;
		harness.workspace.delete(asked.channel, asked.answers[0]?.ts ?? "");
		harness.workspace.update(asked.channel, asked.ts, { text: "hello" });
		await harness.slack.delivery.send({ type: "events_api", body: fromOther(event, "Ev0FOLLOW") });
		await harness.bot.drained();
		const [answer] = harness.repliesTo(where);
		expect(answer?.text).not.toContain("on-prem");
		expect(answer?.text).not.toContain("experiment tracker");
	});

	test("have every key of state, and every row of the inbox, under a workspace's id", async () => {
		await harness.askAndWait("which experiment tracker for us?", { user: rosa });
		const { keys, inbox } = inState(harness.dataDir, (database) => ({
			keys: database
				.prepare("SELECT key FROM state")
				.all()
				.map(({ key }) => String(key)),
			inbox: database.prepare("SELECT id, workspace FROM inbox").all(),
		}));
		expect(keys.length).toBeGreaterThan(5);
		for (const key of keys) expect(key).toMatch(/:T0(?:LOCAL|OTHER)(?::|$)/);
		for (const { id, workspace } of inbox) expect(String(id).startsWith(`${String(workspace)}.`)).toBe(true);
	});
});

describeWithRedis("on Redis, two workspaces with the same ids", () => {
	test("have every key that tells of them under a workspace's id", async () => {
		const redis = await RedisServer.start();
		const dataDir = mkdtempSync(join(tmpdir(), "mlops-recommend-test-"));
		const slack = new LoopbackSlack({ workspace: Workspace.forNewcomers() });
		await slack.start();
		const { bot: botToken, app: appToken } = slack.tokens;
		const bot = await startBot({ connection: { kind: "socket", botToken, appToken }, slackApiUrl: slack.apiUrl, dataDir, redisUrl: redis.url, log: recordingLog(), questionsPerUser: 5 });
		await slack.write(rosa, "C0PLATFORM", `${mention} which experiment tracker for us?`).delivered;
		await bot.drained();
		const client = await connectToRedis(redis.url, recordingLog(), { waits: false });
		const keys = await client.keys("*");
		expect(keys.length).toBeGreaterThan(4);
		// Besides, the queues keep a few keys for themselves, which tell of nobody.
		for (const key of keys) expect(key).toMatch(/^mlops-recommend:(?:[a-z]+:[a-z:-]+(?:\d+)?$|questions:T0LOCAL\.|(?:event|known|line|lock|asked-at|asked):T0LOCAL|state:[a-z-]+:T0LOCAL(?::|$))/);
		await disconnect(client);
		await bot.stop();
		await slack.stop();
		await redis.remove();
		rmSync(dataDir, { recursive: true, force: true });
	});
});
