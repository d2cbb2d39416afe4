import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createConnection } from "node:net";
import { delimiter, join } from "node:path";
import { freePort } from "./free-port.ts";
import { temporaryDir } from "./temporary-dir.ts";
import { until } from "./until.ts";

const executable = (process.env.PATH ?? "")
	.split(delimiter)
	.map((folder) => join(folder, "redis-server"))
	.find(existsSync);
export const hasRedis = executable !== undefined;

/** A Redis of the test's own, on this machine alone, that keeps every write as in production. */
export class RedisServer {
	readonly port: number;
	readonly #dir = temporaryDir();
	#process: ChildProcess | undefined;

	private constructor(port: number) {
		this.port = port;
	}

	static async start(): Promise<RedisServer> {
		const server = new RedisServer(await freePort());
		await server.start();
		return server;
	}

	get url(): string {
		return `redis://127.0.0.1:${this.port}/0`;
	}

	get dir(): string {
		return this.#dir.path;
	}

	/** Starts it, or starts it again on what it has kept. */
	async start(): Promise<void> {
		const args = ["--port", String(this.port), "--bind", "127.0.0.1", "--dir", this.#dir.path, "--save", "", "--appendonly", "yes", "--appendfsync", "always", "--loglevel", "warning"];
		this.#process = spawn(executable ?? "redis-server", args, { stdio: "ignore" });
		await until("Redis to answer", () => this.#answers());
	}

	/** Ends it without a warning, as a power cut does. */
	async kill(): Promise<void> {
		const running = this.#process;
		this.#process = undefined;
		if (running === undefined || running.exitCode !== null || running.signalCode !== null) return;
		const closed = once(running, "close");
		running.kill("SIGKILL");
		await closed;
	}

	async remove(): Promise<void> {
		await this.kill();
		this.#dir.remove();
	}

	#answers(): Promise<boolean> {
		return new Promise((resolve) => {
			const socket = createConnection(this.port, "127.0.0.1");
			const end = (answer: boolean) => {
				socket.destroy();
				resolve(answer);
			};
			socket.once("connect", () => socket.write("PING\r\n"));
			socket.once("data", (data) => end(String(data).startsWith("+PONG")));
			socket.once("error", () => end(false));
			socket.setTimeout(1000, () => end(false));
		});
	}
}
