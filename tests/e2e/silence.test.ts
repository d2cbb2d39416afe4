import { describe, test } from "vitest";
import type { Fault } from "../../src/playground/loopback-slack.ts";
import { expectOneAnswer } from "../support/expectations.ts";
import { Harness, transports } from "../support/harness.ts";

/** Longer than the bot waits for an answer of Slack's. */
const tooLateMs = 12_000;
/** That, once more for the next try, and a machine that is busy. */
const testWithinMs = 45_000;

const silences: [string, Fault][] = [
	["took effect", { kind: "lost_response", afterMs: tooLateMs }],
	["never took effect", { kind: "reset", afterMs: tooLateMs }],
];

describe("Slack says nothing until the bot gives up waiting", () => {
	const cases = transports.flatMap((transport) => silences.map(([outcome, fault]) => ({ transport, outcome, fault })));
	test.concurrent.each(cases)(
		"over $transport, and the post $outcome: there is one answer in the end",
		async ({ transport, fault }) => {
			const harness = await Harness.open({ transport });
			try {
				const channel = harness.channel();
				harness.disturbOnce("chat.postMessage", channel, fault);
				const { answers } = await harness.askAndWait("which experiment tracker should five researchers use on-prem?", { channel });
				expectOneAnswer(answers);
			} finally {
				await harness.close();
			}
		},
		testWithinMs,
	);
});
