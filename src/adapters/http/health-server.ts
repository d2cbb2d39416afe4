import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { within } from "../../within.ts";

/** How a part of the bot is: `degraded` works worse and is no reason to send nothing here. */
export type Condition = "up" | "degraded" | "down";
export type Health = {
	/** The parts that answering needs. Never rejects. */
	conditions: () => Promise<Record<string, Condition>>;
	metrics: { text: () => Promise<string>; contentType: string };
};

export type HealthServer = { port: number; stop: () => Promise<void> };

/** A part that does not say how it is within this time is down. */
const patienceMs = 2000;

/**
 * Serves `/healthz` (the process turns), `/readyz` (503 while something that answering needs is down) and `/metrics`.
 * Rejects with `EADDRINUSE` where the port is taken.
 */
export async function serveHealth({ conditions, metrics }: Health, port: number, host: string): Promise<HealthServer> {
	const pages: Record<string, () => Promise<{ status: number; type: string; body: string }>> = {
		"/healthz": async () => ({ status: 200, type: "text/plain; charset=utf-8", body: "ok\n" }),
		"/readyz": async () => {
			const parts = await within(patienceMs, conditions(), { bot: "down" });
			const ready = Object.values(parts).every((condition) => condition !== "down");
			return { status: ready ? 200 : 503, type: "application/json", body: `${JSON.stringify({ ready, parts })}\n` };
		},
		"/metrics": async () => ({ status: 200, type: metrics.contentType, body: await metrics.text() }),
	};
	const server: Server = createServer((request, response) => {
		const page = request.method === "GET" || request.method === "HEAD" ? pages[(request.url ?? "").split("?")[0] ?? ""] : undefined;
		if (page === undefined) return void response.writeHead(404, { "content-type": "text/plain" }).end("not found\n");
		page().then(
			({ status, type, body }) => response.writeHead(status, { "content-type": type, "cache-control": "no-store" }).end(request.method === "HEAD" ? undefined : body),
			() => response.writeHead(500, { "content-type": "text/plain" }).end("error\n"),
		);
	});
	await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, host, resolve));
	return {
		port: (server.address() as AddressInfo).port,
		stop: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
