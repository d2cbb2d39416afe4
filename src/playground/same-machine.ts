import type { IncomingMessage } from "node:http";

/**
 * Whether a request was meant for the server at `origin`, and not sent by a page elsewhere: a browser would let any site
 * write here, open a WebSocket here, and point a name of its own at the loopback address to read.
 */
export function comesFromHere(request: IncomingMessage, origin: string): boolean {
	const { host: own, port } = new URL(origin);
	const ours = new Set([own, `localhost:${port}`, `127.0.0.1:${port}`]);
	const { host, origin: from } = request.headers;
	if (host === undefined || !ours.has(host)) return false;
	return from === undefined || ours.has(from.replace(/^http:\/\//, ""));
}
