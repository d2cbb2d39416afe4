import { createInterface } from "node:readline";

/** Says "ready", then the heap in bytes after a collection whenever asked for "memory", and ends when told to. */
export function reportOnRequest(stop: () => Promise<void>): void {
	createInterface({ input: process.stdin }).on("line", (line) => {
		if (line !== "memory") return;
		(globalThis as { gc?: () => void }).gc?.(); // there because the bench starts node with --expose-gc
		console.log(`memory ${process.memoryUsage().heapUsed}`);
	});
	process.on("SIGTERM", () => void stop().finally(() => process.exit(0)));
	console.log("ready");
}
