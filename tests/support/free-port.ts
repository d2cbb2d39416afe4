import type { AddressInfo } from "node:net";
import { createServer, type Server } from "node:net";

/** A server on a port that the system chose, to keep that port taken. */
export async function takePort(port = 0): Promise<{ port: number; release: () => Promise<void> }> {
	const server: Server = createServer();
	await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
	return { port: (server.address() as AddressInfo).port, release: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}

/** A port that nobody listens on just now. */
export async function freePort(): Promise<number> {
	const { port, release } = await takePort();
	await release();
	return port;
}
