import type { Fault } from "../../src/playground/loopback-slack.ts";
import { goodAnswer } from "../support/good-model.ts";
import { ModelPeer } from "../support/model-peer.ts";
import { pause, random, Stage, type Tally } from "./stage.ts";

export type FailingFigures = Tally & { faults: Record<string, number>; disconnects: number; modelCalls: number; byModel: number; seconds: number };

/** What Slack answers wrongly, each with its own chance: at 20 % each, two calls of three fail. A timeout is longer than the bot waits, and the call takes effect after all. */
const faults: Record<string, Fault> = {
	"429 with Retry-After": { kind: "status", status: 429, retryAfter: 1 },
	"500": { kind: "status", status: 500 },
	timeout: { kind: "delay", ms: 10_800 },
	"a response lost after the call took effect": { kind: "lost_response" },
	"a connection reset": { kind: "reset" },
};
/** Calls that questions and answers depend on. */
const disturbed = new Set(["chat.postMessage", "chat.update", "conversations.replies", "conversations.history", "chat.postEphemeral", "users.info", "assistant.threads.setStatus"]);

/** Slack fails in every way, its socket is disconnected again and again, and the model fails: all at once, each at `rate`. */
export async function failAtOnce({ questions, rate, seed }: { questions: number; rate: number; seed: number }): Promise<FailingFigures> {
	const started = performance.now();
	// A sequence for each: which call fails, and how, depends on no other chance.
	const [chances, pauses, cuts] = [random(seed), random(seed + 1), random(seed + 2)];
	const model = await ModelPeer.start();
	model.always((asked) => ({ content: goodAnswer(asked) })).chaos({ dropRate: rate, malformedRate: rate, rateLimitRate: rate, disconnectRate: rate });
	const { apiKey, baseUrl, model: name } = model.settings();
	const stage = await Stage.open({
		transport: "socket",
		bots: 1,
		channels: Math.ceil(questions / 3),
		users: 50,
		settings: { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl, OPENAI_MODEL: name, DAILY_BUDGET_USD: "1000" },
	});
	const counts: Record<string, number> = Object.fromEntries(Object.keys(faults).map((fault) => [fault, 0]));
	let disconnects = 0;
	let isOver = false;
	stage.fault = (method) => {
		if (!disturbed.has(method)) return undefined;
		for (const [fault, what] of Object.entries(faults)) {
			if (chances() >= rate) continue;
			counts[fault] = (counts[fault] ?? 0) + 1;
			return what;
		}
		return undefined;
	};
	const disconnecting = (async () => {
		while (!isOver) {
			await pause(500);
			if (cuts() >= rate) continue;
			disconnects++;
			stage.slack.delivery.disconnectAll();
		}
	})();
	try {
		const deliveries: Promise<unknown>[] = [];
		for (let at = 0; at < questions; at++) {
			deliveries.push(stage.ask(at).delivered);
			await pause(pauses() * 60);
		}
		await Promise.all(deliveries);
		const tally = await stage.settled(900_000, 14_000);
		const byModel = stage.answers().filter(({ text }) => !text.includes("ithout a language model")).length;
		return { ...tally, faults: counts, disconnects, modelCalls: model.asked.length, byModel, seconds: Math.round((performance.now() - started) / 1000) };
	} finally {
		isOver = true;
		await disconnecting;
		await stage.close();
		await model.stop();
	}
}
