import type { DigestState, Log } from "../../ports.ts";
import { connectToRedis, disconnect, prefix } from "./connection.ts";
import { RedisAskedLog } from "./redis-asked-log.ts";
import { RedisDigests } from "./redis-digests.ts";

const silent: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const askedKey = `${prefix}:asked-at:`;

/** What is kept in Redis for the digests. @throws RedisStartError where Redis does not answer */
export async function readDigestState(url: string): Promise<DigestState> {
	const client = await connectToRedis(url, silent, { waits: false });
	const asked = new RedisAskedLog(client);
	const digests = new RedisDigests(client);
	const workspaces = async (): Promise<string[]> => {
		const found = new Set((await digests.all()).map(({ workspace }) => workspace));
		for await (const keys of client.scanIterator({ MATCH: `${askedKey}*`, COUNT: 500 })) for (const key of keys) found.add(key.slice(askedKey.length));
		return [...found].sort();
	};
	return {
		asked: async (from, until) => {
			const all = await Promise.all((await workspaces()).map((workspace) => asked.between(workspace, from, until)));
			return all.flat().sort((a, b) => a.at - b.at);
		},
		past: async (channel, now) => {
			// A channel's id is its own across workspaces, so at most one of them knows it.
			const all = await Promise.all((await workspaces()).map((workspace) => digests.past(workspace, channel, now)));
			return all.find(({ last, shown }) => last !== undefined || shown.length > 0) ?? { shown: [] };
		},
		zoneOf: async (channel) => (await digests.all()).find((one) => one.channel === channel)?.schedule.zone,
		close: () => disconnect(client),
	};
}
