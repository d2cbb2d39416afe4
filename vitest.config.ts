import { defineConfig } from "vitest/config";

export default defineConfig({
	test: {
		include: ["tests/**/*.test.ts"],
		// Processes rather than threads: the bots and child processes of one file cannot disturb another's.
		pool: "forks",
		// Two cores are what the smallest machine has; more would only make the clocks in the tests run late.
		maxWorkers: 2,
		// Concurrent tests mostly wait, for answers that Slack delays.
		maxConcurrency: 30,
		testTimeout: 20_000,
		hookTimeout: 20_000,
		teardownTimeout: 10_000,
	},
});
