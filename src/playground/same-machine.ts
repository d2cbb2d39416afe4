import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";

/** Addresses that stand for every address of the machine. */
const everywhere = new Set(["0.0.0.0", "::"]);

/** Where a server that listens at an address is reached from its own machine. */
export function originOf({ address, port }: { address: string; port: number }): string {
	const host = everywhere.has(address) ? "127.0.0.1" : isIP(address) === 6 ? `[${address}]` : address;
	return `http://${host}:${port}`;
}

/**
 * Whether a request was meant for the server that listens there, and not sent by a page elsewhere: a browser would let any
 * site write here, open a WebSocket here, and point a name of its own at our address to read. Where it listens everywhere,
 * any address will do, and no name but localhost.
 */
export function comesFromHere(request: IncomingMessage, bound: { address: string; port: number }): boolean {
	const { host, origin } = request.headers;
	if (host === undefined || (origin !== undefined && origin !== `http://${host}`)) return false;
	const asked = URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : undefined;
	if (asked === undefined || Number(asked.port || 80) !== bound.port) return false;
	const ours = ["localhost", "127.0.0.1", new URL(originOf(bound)).hostname];
	return ours.includes(asked.hostname) || (everywhere.has(bound.address) && isIP(asked.hostname.replace(/^\[|\]$/g, "")) !== 0);
}
