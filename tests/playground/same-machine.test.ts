import type { IncomingMessage } from "node:http";
import { describe, expect, test } from "vitest";
import { comesFromHere, originOf } from "../../src/playground/same-machine.ts";

const isTaken = (address: string, headers: Record<string, string>): boolean => comesFromHere({ headers } as unknown as IncomingMessage, { address, port: 3000 });

describe("the local workspace takes a request", () => {
	test.each<[string, string, Record<string, string>, boolean]>([
		["to its own address", "127.0.0.1", { host: "127.0.0.1:3000" }, true],
		["to localhost, from its own page", "127.0.0.1", { host: "localhost:3000", origin: "http://localhost:3000" }, true],
		["from another site's page", "127.0.0.1", { host: "127.0.0.1:3000", origin: "https://evil.example" }, false],
		["from another port of this machine", "127.0.0.1", { host: "127.0.0.1:3000", origin: "http://127.0.0.1:4000" }, false],
		["to a name that somebody points here", "127.0.0.1", { host: "evil.example:3000", origin: "http://evil.example:3000" }, false],
		["that names no host", "127.0.0.1", {}, false],
		["to the machine's address, where it listens everywhere", "0.0.0.0", { host: "192.168.1.7:3000", origin: "http://192.168.1.7:3000" }, true],
		["to the machine's address, where it does not", "127.0.0.1", { host: "192.168.1.7:3000" }, false],
		["to a name, where it listens everywhere", "0.0.0.0", { host: "evil.example:3000" }, false],
		["to an IPv6 address, where it listens everywhere", "::", { host: "[fe80::1]:3000" }, true],
	])("%s", (_, address, headers, taken) => {
		expect(isTaken(address, headers)).toBe(taken);
	});
});

test("what listens everywhere is reached at the loopback address", () => {
	expect([originOf({ address: "0.0.0.0", port: 1 }), originOf({ address: "::", port: 1 }), originOf({ address: "::1", port: 1 })]).toEqual([
		"http://127.0.0.1:1",
		"http://127.0.0.1:1",
		"http://[::1]:1",
	]);
});
