import type { IncomingMessage, ServerResponse } from "node:http";
import { HTTPReceiver } from "@slack/bolt";
import type { SdkLogger } from "./sdk-logger.ts";

/** Slack's payloads are small; more than this is no event. */
const bodyLimit = 1_000_000;

/**
 * Bolt's receiver over HTTP, which holds the response back until the listener has returned. It leaves a rejection to nobody
 * where a body is JSON's `null`, which would end the process: such a request is refused before Bolt sees it.
 */
export function httpReceiver(signingSecret: string, logger: SdkLogger): HTTPReceiver {
	const receiver = new HTTPReceiver({ signingSecret, processBeforeResponse: true, bodyLimit, logger });
	const { requestListener } = receiver;
	receiver.requestListener = (request, response) => {
		// Bolt answers what it does not serve by throwing, which must happen here.
		if (request.method !== "POST" || request.url?.split("?")[0] !== "/slack/events") return requestListener(request, response);
		readBody(request).then(
			(body) => {
				if (body === undefined) refuse(response, 413);
				else if (isNull(body)) refuse(response, 400);
				else requestListener(Object.assign(request, { rawBody: body }), response);
			},
			() => request.destroy(),
		);
	};
	return receiver;
}

/** `undefined` where it is too large; Bolt takes it as `rawBody` and does not read again. */
function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
	return new Promise((resolve, reject) => {
		const chunks: Buffer[] = [];
		let size = 0;
		request.on("data", (chunk: Buffer) => {
			size += chunk.length;
			// What is somewhat too large is read to its end and forgotten, so that the refusal can be heard.
			if (size > 5 * bodyLimit) reject(new Error(`Expected a body of at most ${bodyLimit} bytes, got more than ${size}`));
			if (size <= bodyLimit) chunks.push(chunk);
			else chunks.length = 0;
		});
		request.once("end", () => resolve(size > bodyLimit ? undefined : chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
		request.on("error", reject);
		request.once("close", () => reject(new Error("Expected a whole body, got the end of the connection")));
	});
}

/** As JSON, or in a form's `payload`. */
function isNull(body: Buffer): boolean {
	if (body.length > 200) return false;
	const text = body.toString("utf8");
	return text.trim() === "null" || new URLSearchParams(text).get("payload")?.trim() === "null";
}

const refuse = (response: ServerResponse, status: number): void => void response.writeHead(status, { connection: "close" }).end();
