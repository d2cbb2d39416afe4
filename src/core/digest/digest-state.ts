import type { Asked } from "./asked.ts";
import type { PastDigests } from "./digest.ts";

/** What is kept for the digests of all workspaces, to look at only, beside the bot that may be at work on it. */
export type DigestState = {
	/** What was asked from one instant until before another, oldest first. */
	asked: (from: number, until: number) => Promise<Asked[]>;
	past: (channel: string, now: number) => Promise<PastDigests>;
	/** The zone that a channel's digest goes by. */
	zoneOf: (channel: string) => Promise<string | undefined>;
	close: () => Promise<void>;
};
