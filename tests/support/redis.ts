import { describe, expect, test } from "vitest";
import { hasRedis } from "./redis-server.ts";

export { hasRedis, RedisServer } from "./redis-server.ts";

/** Tests that need a Redis. Where there is none they are left out, which is said; with REQUIRE_REDIS set that is a failure. */
export function describeWithRedis(name: string, tests: () => void): void {
	if (hasRedis) describe(name, tests);
	else if ((process.env.REQUIRE_REDIS ?? "") !== "") test(`${name}: expected redis-server, since REQUIRE_REDIS is set`, () => expect(hasRedis).toBe(true));
	else {
		console.warn(`Left out, for redis-server is not installed: ${name}`);
		describe.skip(`${name} (left out: redis-server is not installed)`, tests);
	}
}
