import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { goodAnswer } from "../support/good-model.ts";
import { emil, Harness, rosa } from "../support/harness.ts";
import { ModelPeer } from "../support/model-peer.ts";
import { until } from "../support/until.ts";

const command = "/mlops-recommend";

describe("over Socket Mode, a channel's weekly digest", () => {
	let harness: Harness;
	beforeAll(async () => {
		harness = await Harness.open({ transport: "socket" });
	});
	afterAll(() => harness.close());

	/** What somebody who types `digest …` is told, in that channel and to them alone. */
	async function typed(channel: string, text: string, user = rosa): Promise<{ text: string; blocks?: unknown[] | undefined }> {
		const before = harness.shownTo(user, channel).length;
		const { acked } = await harness.slack.command(user, channel, command, `digest ${text}`);
		expect(acked).toBe(true);
		return until("an answer to the command", () => harness.shownTo(user, channel)[before]);
	}
	const digestsIn = (channel: string) => harness.saidIn(channel).filter(({ metadata, text }) => metadata?.event_type === "mlops_recommend_digest" || text.startsWith("MLOps digest"));

	test("is turned on by a member, who is told when the first one comes, and off again", async () => {
		const channel = harness.channel();
		expect((await typed(channel, "")).text).toMatch(/^This channel gets no weekly digest\./);
		expect((await typed(channel, "on friday 16:30 Asia/Tokyo")).text).toMatch(/^This channel gets the digest on Fridays at 16:30 \(Asia\/Tokyo\)\. The first one comes .*Friday \d+ \w+ at 16:30/);
		expect((await typed(channel, "status")).text).toMatch(/^This channel gets the digest on Fridays at 16:30/);
		expect((await typed(channel, "off")).text).toBe("This channel gets no digest any more.");
		expect((await typed(channel, "off")).text).toBe("This channel had no digest; nothing has changed.");
	});

	test("goes by the asker's own zone and Monday 9:00 where nothing else is said", async () => {
		const channel = harness.channel();
		const zone = harness.workspace.users.get(emil)?.tz;
		expect((await typed(channel, "on", emil)).text).toContain(`on Mondays at 9:00 (${zone})`);
	});

	test("is not changed by a slip of the keyboard", async () => {
		const channel = harness.channel();
		expect((await typed(channel, "on mondy 25:00")).text).toMatch(/“25:00”.*\n.*Did you mean monday\?/);
		expect((await typed(channel, "status")).text).toMatch(/^This channel gets no weekly digest/);
	});

	test("is changed by members of the channel only, and where the bot is in it", async () => {
		const channel = harness.channel();
		harness.workspace.channels.get(channel)?.members.delete(emil);
		expect((await typed(channel, "on", emil)).text).toBe("Only members of this channel can change its digest.");
		expect((await typed(harness.channel({ withBot: false }), "on")).text).toMatch(/^I am not in this channel/);
	});

	test("is previewed to the asker alone, and sent as that very message, with its picture inside", async () => {
		const channel = harness.channel();
		await harness.askAndWait("which feature store for a Python shop, open source?", { channel });
		await harness.askAndWait("which experiment tracker should five researchers use, self-hosted?", { channel });
		const shown = await typed(channel, "preview");
		expect(digestsIn(channel)).toEqual([]);
		expect((await typed(channel, "now")).text).toBe("The digest stands in the channel.");
		const [sent, ...more] = digestsIn(channel);
		expect(more).toEqual([]);
		const own = (blocks: unknown[] | undefined) => JSON.stringify(blocks).replace(/,?"block_id":"\w+"|"slack_file":\{"id":"\w+"\}/g, "");
		expect(own(shown.blocks?.slice(1))).toBe(own(sent?.blocks));
		const image = ((sent?.blocks ?? []) as { type: string; alt_text?: string; slack_file?: { id: string } }[]).find(({ type }) => type === "image");
		expect(image?.alt_text).toMatch(/^The lifecycle as two loops.*feature engineering 1/);
		expect(
			harness.workspace.files
				.picture(image?.slack_file?.id ?? "")
				?.content?.subarray(1, 4)
				.toString(),
		).toBe("PNG");
		expect(sent?.text).toContain("Experiment tracking: 1 question, from researchers");
		expect(JSON.stringify(sent)).not.toContain("five researchers use");
	});

	test("says nothing twice: a second one right after has nothing to say, and is not sent", async () => {
		const channel = harness.channel();
		await harness.askAndWait("which feature store for a Python shop?", { channel });
		await typed(channel, "now");
		expect((await typed(channel, "now")).text).toMatch(/^Nothing was sent: since the last digest/);
		expect((await typed(channel, "preview")).text).toMatch(/^Nothing to show/);
		expect(digestsIn(channel)).toHaveLength(1);
	});

	test("goes without its picture where Slack does not take that", async () => {
		const channel = harness.channel();
		await harness.askAndWait("which vector database, self-hosted?", { channel });
		const mend = harness.disturb((method) => (method === "files.getUploadURLExternal" ? { kind: "error", error: "missing_scope" } : undefined));
		expect((await typed(channel, "now")).text).toBe("The digest stands in the channel.");
		mend();
		expect(JSON.stringify(digestsIn(channel)[0]?.blocks)).not.toContain('"image"');
	});

	test("comes when it is due after the bot was down, once, and again not when the bot comes back", async () => {
		const channel = harness.channel();
		await harness.askAndWait("which model registry, open source?", { channel });
		await typed(channel, "on");
		await harness.stopBot();
		makeDue(harness.dataDir, channel);
		await harness.startBot();
		await until("the digest", () => digestsIn(channel).length > 0);
		await harness.stopBot();
		await harness.startBot();
		await new Promise((resolve) => setTimeout(resolve, 300));
		expect(digestsIn(channel)).toHaveLength(1);
	});

	test("ends with its channel, and whoever asked for it is told once", async () => {
		const channel = harness.channel();
		await harness.askAndWait("which model registry, open source?", { channel });
		await typed(channel, "on", emil);
		await harness.stopBot();
		makeDue(harness.dataDir, channel);
		Object.assign(harness.workspace.channels.get(channel) ?? {}, { is_archived: true });
		await harness.startBot();
		const told = () => harness.saidIn(harness.workspace.directMessage(emil).id).filter(({ text }) => text.includes(channel));
		await until("word to the subscriber", () => told().length > 0);
		await harness.stopBot();
		await harness.startBot();
		await new Promise((resolve) => setTimeout(resolve, 300));
		expect(told()).toHaveLength(1);
		expect(told()[0]?.text).toMatch(/^The weekly digest of <#C\w+> has ended, for the channel was archived\./);
	});
});

describe("over the wire to a model, the digest's words", () => {
	let peer: ModelPeer;
	let harness: Harness;
	/** What the model says of each digest that it is asked for, attempt by attempt; all else that it is asked it does well. */
	const headlines: ((composed: string) => string)[] = [];
	const attempts = () => peer.asked.filter(({ schemaName }) => schemaName === "digest").length;
	beforeAll(async () => {
		peer = await ModelPeer.start();
		peer.always((asked) => {
			if (asked.schemaName !== "digest") return { content: goodAnswer(asked) };
			const told = asked.messages.map(({ content }) => content).join("\n");
			const line = (name: string): string => new RegExp(`${name} as it is: (.+)`).exec(told)?.[1] ?? "";
			return { content: { headline: headlines.shift()?.(line("headline")) ?? "", picture: line("picture"), reason: line("reason") } };
		});
		harness = await Harness.open({ transport: "socket", settings: { writer: { model: peer.settings(), dailyBudgetUsd: undefined } } });
	});
	afterAll(async () => {
		await harness.close();
		await peer.stop();
	});

	async function sent(): Promise<string> {
		const channel = harness.channel();
		await harness.askAndWait("which feature store for a Python shop, open source?", { channel });
		await harness.slack.command(rosa, channel, command, "digest now");
		const digest = () => harness.saidIn(channel).find(({ text }) => text.startsWith("MLOps digest"));
		return (await until("the digest", digest)).text;
	}
	const well = (composed: string): string => `This week: ${composed.charAt(0).toLowerCase()}${composed.slice(1)}`;
	const invented = (): string => "Everybody moved to SuperStore 9000, the best feature store.";

	test("are asked for once more where the catalog does not bear them out", async () => {
		headlines.push(invented, well);
		const before = attempts();
		const text = await sent();
		expect(text).toMatch(/^MLOps digest, .*\nThis week: /);
		expect(text).not.toContain("Written without a language model.");
		expect(attempts() - before).toBe(2);
	});
	test("are the composer's where they fail twice", async () => {
		headlines.push(invented, invented);
		const before = attempts();
		const text = await sent();
		expect(text).toMatch(/^MLOps digest, .*\n(One|\d+) questions?\b/);
		expect(text).not.toContain("SuperStore");
		expect(attempts() - before).toBe(2);
	});
});

/** Puts a channel's digest a few minutes back: it was due, and was asked for long before. */
function makeDue(dataDir: string, channel: string): void {
	const database = new DatabaseSync(join(dataDir, "state.sqlite"));
	const due = new Date(Date.now() - 5 * 60_000);
	const weekday = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"][due.getUTCDay()];
	const schedule = { weekday, hour: due.getUTCHours(), minute: due.getUTCMinutes(), zone: "UTC" };
	database.prepare("UPDATE digest_subscriptions SET since = 0, schedule = ? WHERE channel = ?").run(JSON.stringify(schedule), channel);
	// What was asked lies before the minute at which the digest is due.
	database.prepare("UPDATE asked SET at = at - 600000, asked = json_set(asked, '$.at', at - 600000) WHERE json_extract(asked, '$.channel') = ?").run(channel);
	database.close();
}
