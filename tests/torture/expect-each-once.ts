import { expect } from "vitest";
import type { Tally } from "./stage.ts";

/** Each question has exactly one answer, and nobody got anything else. */
export function expectEachOnce({ asked, once, none, twice, messages }: Tally, count: number): void {
	expect({ asked, once, none, twice, messages }).toEqual({ asked: count, once: count, none: 0, twice: 0, messages: count });
}
