import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UpdateAllowance } from "../../src/flows/update-allowance.ts";
import { manualClock } from "../fakes/manual-clock.ts";

/** As many as it says yes. */
const countWhile = (take: () => boolean): number => {
	let count = 0;
	while (count < 1000 && take()) count++;
	return count;
};

describe("a workspace's updates", () => {
	test("are fifty at once, and as many again within a minute", () => {
		const clock = manualClock();
		const allowance = new UpdateAllowance(clock);
		expect(countWhile(() => allowance.spend("T0"))).toBe(50);
		clock.advance(6000);
		expect(countWhile(() => allowance.spend("T0"))).toBe(5);
		clock.advance(3_600_000);
		expect(countWhile(() => allowance.spend("T0"))).toBe(50);
	});
	test("are kept for the replies that must still be ended", () => {
		const allowance = new UpdateAllowance(manualClock());
		for (let reply = 0; reply < 20; reply++) expect(allowance.open("T0")).toBe(true);
		expect(countWhile(() => allowance.spend("T0"))).toBe(30);
		expect(allowance.open("T0")).toBe(false);
		allowance.close("T0", true);
		expect(allowance.spend("T0")).toBe(false);
		allowance.close("T0", false);
		expect(allowance.spend("T0")).toBe(true);
	});
	test("are not lost where the machine's clock is set back by an hour", () => {
		const clock = manualClock();
		const allowance = new UpdateAllowance(clock);
		countWhile(() => allowance.spend("T0"));
		clock.advance(-3_600_000);
		expect(allowance.open("T0")).toBe(false);
		clock.advance(6000);
		expect(countWhile(() => allowance.spend("T0"))).toBe(5);
	});
	test("are its own", () => {
		const allowance = new UpdateAllowance(manualClock());
		countWhile(() => allowance.spend("T0"));
		expect(allowance.open("T1")).toBe(true);
	});
	test("are gone where Slack says so, and come back with time", () => {
		const clock = manualClock();
		const allowance = new UpdateAllowance(clock);
		allowance.drained("T0");
		expect(allowance.open("T0")).toBe(false);
		clock.advance(1200);
		expect(allowance.open("T0")).toBe(true);
	});
	test("whatever comes in whatever order, every reply that is begun has one left", () => {
		fc.assert(
			fc.property(fc.array(fc.oneof(fc.constantFrom("open" as const, "spend" as const, "close" as const), fc.integer({ min: 1, max: 5000 })), { maxLength: 300 }), (steps) => {
				const clock = manualClock();
				const allowance = new UpdateAllowance(clock);
				let [open, left] = [0, 50];
				for (const step of steps) {
					if (typeof step === "number") {
						clock.advance(step);
						left = Math.min(50, left + step / 1200);
					} else if (step === "open") open += Number(allowance.open("T0"));
					else if (step === "spend") left -= Number(allowance.spend("T0"));
					else if (open > 0) {
						allowance.close("T0", true);
						open--;
						left--;
					}
					expect(left).toBeGreaterThan(open - 1e-6);
				}
			}),
			{ numRuns: 100 },
		);
	});
});
