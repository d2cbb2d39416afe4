import { describe, expect, test } from "vitest";
import { transports } from "../support/harness.ts";
import { sendHostile } from "./hostile.ts";

describe.each(transports)("over %s", (transport) => {
	test("payloads that are malformed or hostile crash nothing, show nobody a stack trace, and leave the bot answering", { timeout: 120_000 }, async () => {
		const { statuses, unhandled, leaks, stillAnswers } = await sendHostile({ count: 600, transport, seed: 7 });
		expect({ unhandled, leaks, stillAnswers }).toEqual({ unhandled: [], leaks: [], stillAnswers: true });
		const known = transport === "http" ? ["200", "400", "401", "404", "415", "500", "not acked"] : ["acked", "not acked", "raw"];
		for (const status of Object.keys(statuses)) expect(known).toContain(status);
		expect(statuses[transport === "http" ? "200" : "acked"]).toBeGreaterThan(100);
	});
});
