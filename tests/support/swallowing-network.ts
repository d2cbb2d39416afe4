import { createConnection, createServer, type Server, type Socket } from "node:net";
import { freePort } from "./free-port.ts";

/** Stands between a client and a server on this machine, and can swallow what either says, as a network does whose packets go nowhere. */
export class SwallowingNetwork {
	readonly port: number;
	readonly #server: Server;
	readonly #links = new Set<{ swallowed: boolean; sockets: [Socket, Socket] }>();

	private constructor(port: number, to: number) {
		this.port = port;
		this.#server = createServer((near) => {
			const far = createConnection(to, "127.0.0.1");
			const link = { swallowed: false, sockets: [near, far] as [Socket, Socket] };
			this.#links.add(link);
			for (const [from, other] of [
				[near, far],
				[far, near],
			] as const) {
				from.on("data", (data) => void (link.swallowed || other.write(data)));
				from.on("error", () => {});
				from.on("close", () => {
					if (!link.swallowed) other.destroy();
				});
			}
		});
	}

	static async before(to: number): Promise<SwallowingNetwork> {
		const network = new SwallowingNetwork(await freePort(), to);
		await new Promise<void>((resolve) => network.#server.listen(network.port, "127.0.0.1", resolve));
		return network;
	}

	/** Nothing comes through the connections that there are any more, and neither side hears that; new ones are as ever. */
	swallow(): void {
		for (const link of this.#links) link.swallowed = true;
	}

	async close(): Promise<void> {
		for (const { sockets } of this.#links) for (const socket of sockets) socket.destroy();
		await new Promise((resolve) => this.#server.close(resolve));
	}
}
