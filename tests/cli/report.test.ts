import { afterAll, beforeAll, expect, test } from "vitest";
import { expectOneAnswer } from "../support/expectations.ts";
import { emil, Harness, rosa } from "../support/harness.ts";
import { runCli } from "../support/run-cli.ts";
import { temporaryDir } from "../support/temporary-dir.ts";

let harness: Harness;
beforeAll(async () => {
	harness = await Harness.open({ transport: "socket" });
});
afterAll(() => harness.close());

const report = (...args: string[]) => runCli("src/cli/report.ts", args, { DATA_DIR: harness.dataDir });

test("tells how the bot is liked, what is complained about and what the catalog lacks, beside the running bot", async () => {
	const channel = harness.channel();
	const vote = async (text: string, user: string, thumb: "up" | "down") => {
		const { answers } = await harness.askAndWait(text, { channel });
		const { ts } = expectOneAnswer(answers);
		await harness.press(user, { channel, ts }, "answer.feedback", thumb);
		return ts;
	};
	await vote("which experiment tracker should five researchers use? codeword Zanzibar", rosa, "up");
	await vote("which experiment tracker should five researchers use?", emil, "down");
	await harness.press(emil, { channel, ts: harness.shownTo(emil, channel).at(-1)?.ts ?? "" }, "feedback.reason.outdated-fact");
	await harness.askAndWait("which fairness tool in Julia, managed?", { channel });
	await harness.askAndWait("a managed fairness tool with a Julia client?", { channel });

	const { code, out, err } = await report();
	expect([code, err]).toEqual([0, ""]);
	expect(out).toMatch(/4 answers in the last 30 days; 2 of them named no tool \(50 %\)/);
	expect(out).toMatch(/2 votes in the last year; 1 found an answer helpful \(50 %\)/);
	expect(out).toMatch(/experiment-tracking +1 of +2 +50 %/);
	expect(out).toMatch(/ml-researcher +1 of +2/);
	expect(out).toMatch(/: outdated-fact 1; last \d{4}-\d\d-\d\d/);
	expect(out).toMatch(/2 × fairness, hosting=managed, language=julia; last/);
	expect(out).not.toContain("Zanzibar");

	const asJson = JSON.parse((await report("--json", "--workspace", "T0LOCAL")).out) as { answers: number };
	expect(asJson.answers).toBe(4);
	expect((JSON.parse((await report("--json", "--workspace", "T0OTHER")).out) as { answers: number }).answers).toBe(0);
});

test("where nothing is kept yet it says so", async () => {
	const { path, remove } = temporaryDir();
	const { code, out } = await runCli("src/cli/report.ts", [], { DATA_DIR: `${path}/nothing` });
	remove();
	expect(code).toBe(0);
	expect(out).toContain("Nothing is kept");
});
