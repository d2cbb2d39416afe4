import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { WebClient } from "@slack/web-api";
import OpenAI from "openai";
import { botUser } from "../../src/playground/workspace.ts";
import { goodAnswer } from "../support/good-model.ts";
import { Harness } from "../support/harness.ts";

/** How long the model keeps silent after its first part, so that what comes then is not mistaken for it. */
const silenceMs = 150;
/** Few enough for what a workspace may update in a minute: beyond that nothing is shown early. */
const rounds = 12;
const percentile = (values: readonly number[], share: number): number => [...values].sort((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? 0;

/** A model that writes its headline, notes when that was sent, and goes on a while later. */
class PausingModel {
	readonly #server = createServer((request, response) => {
		let body = "";
		request.on("data", (data) => {
			body += String(data);
		});
		request.on("end", () => void this.#write(JSON.parse(body), response));
	});
	/** When the last headline was sent whole. */
	sentAt = 0;

	async start(): Promise<string> {
		await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`;
	}

	async stop(): Promise<void> {
		this.#server.closeAllConnections();
		await new Promise((resolve) => this.#server.close(resolve));
	}

	async #write(request: { response_format?: { json_schema?: { schema: Record<string, unknown> } } }, response: ServerResponse): Promise<void> {
		const text = JSON.stringify(goodAnswer({ schema: request.response_format?.json_schema?.schema }));
		const first = text.indexOf('","') + 2;
		const chunk = (content: string, finish: string | null): string =>
			`data: ${JSON.stringify({ id: "c", object: "chat.completion.chunk", created: 0, model: "a-model", choices: [{ index: 0, delta: { content }, finish_reason: finish }] })}\n\n`;
		response.writeHead(200, { "content-type": "text/event-stream" });
		response.write(chunk(text.slice(0, first), null));
		this.sentAt = performance.now();
		await new Promise((resolve) => setTimeout(resolve, silenceMs));
		response.end(`${chunk(text.slice(first), null)}${chunk("", "stop")}data: [DONE]\n\n`);
	}
}

/** From the moment that a model has sent its first part to the moment that it stands in Slack: ours, verified, beside the bare text passed through. */
export async function firstWords(print: (name: string, value: string) => void): Promise<void> {
	const model = new PausingModel();
	const baseUrl = await model.start();
	const harness = await Harness.open({ transport: "http", settings: { writer: { model: { apiKey: "a-key", baseUrl, model: "a-model" }, dailyBudgetUsd: undefined } } });
	try {
		const arrived = (channel: string): Promise<number> =>
			new Promise((resolve) => {
				const stop = harness.workspace.onChange((change) => {
					if (change.kind !== "message" || change.channel !== channel || change.message.user !== botUser.id) return;
					stop();
					resolve(performance.now());
				});
			});
		const tools = [...harness.bot.knowledge.reader.catalog.tools.values()].map(({ name }) => name);
		const ours: number[] = [];
		for (let round = 0; round < rounds; round++) {
			const channel = harness.channel();
			const first = arrived(channel);
			const asked = harness.askAndWait(`As a data scientist: which experiment tracker, on-prem? Not ${tools[round]}`, { channel });
			ours.push((await first) - model.sentAt);
			await asked;
		}
		const client = new WebClient(harness.slack.tokens.bot, { slackApiUrl: harness.slack.apiUrl });
		const openai = new OpenAI({ apiKey: "a-key", baseURL: baseUrl });
		const bare: number[] = [];
		for (let round = 0; round < rounds; round++) {
			const channel = harness.channel();
			const first = arrived(channel);
			let isPosted = false;
			const schema = { type: "object", properties: { headline: { type: "string" }, question: { type: "string" } } };
			const stream = await openai.chat.completions.create({ model: "a-model", stream: true, messages: [], response_format: { type: "json_schema", json_schema: { name: "bare", schema } } });
			for await (const { choices } of stream) {
				const text = choices[0]?.delta.content ?? "";
				if (text === "" || isPosted) continue;
				isPosted = true;
				await client.chat.postMessage({ channel, text });
			}
			bare.push((await first) - model.sentAt);
		}
		print("first words, from model to Slack, verified: p50, p95", `${percentile(ours, 0.5).toFixed(1)} ms, ${percentile(ours, 0.95).toFixed(1)} ms`);
		print("the same, bare text passed through: p50, p95", `${percentile(bare, 0.5).toFixed(1)} ms, ${percentile(bare, 0.95).toFixed(1)} ms`);
	} finally {
		await harness.close();
		await model.stop();
	}
}
