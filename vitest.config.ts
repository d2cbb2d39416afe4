import { join } from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
	test: {
		include: ["tests/**/*.test.ts"],
		// Processes rather than threads: the bots and child processes of one file cannot disturb another's.
		pool: "forks",
		// One more than the cores of the smallest machine: half of the time the tests wait, for what Slack delays.
		maxWorkers: 3,
		// Concurrent tests mostly wait, for answers that Slack delays.
		maxConcurrency: 30,
		// Hundreds of commands and bots are started: what one has compiled, the next one reads.
		env: { NODE_COMPILE_CACHE: join(import.meta.dirname, "node_modules/.cache/node-compile") },
		testTimeout: 20_000,
		hookTimeout: 20_000,
		teardownTimeout: 10_000,
	},
});
