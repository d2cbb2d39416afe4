import { commandName } from "../../adapters/slack/registered.ts";
import type { CatalogState } from "../../core/digest/catalog-state.ts";
import type { DigestLog } from "../../ports.ts";
import type { LoopbackSlack } from "../loopback-slack.ts";
import { botUser, type Change, type SlackMessage, teamId } from "../workspace.ts";
import { planWeek } from "./sample-week.ts";
import type { TravelClock } from "./travel-clock.ts";

export type WeekDeps = {
	slack: LoopbackSlack;
	clock: TravelClock;
	/** Resolves when everything that was asked is answered. */
	drained: () => Promise<void>;
	digests: Pick<DigestLog, "past" | "claim" | "finish">;
	/** The catalog as it was a week before, as far as the sample knows. */
	catalogBefore: CatalogState;
};
/** Where Monday's digest stands; without one, what the bot said instead. */
export type PlayedWeek = { digest: { channel: string; ts: string } } | { said: string };

const channel = "C0PLATFORM";
const weekMs = 7 * 24 * 60 * 60_000;
/** How the bot marks a digest. */
const digestMark = "mlops_recommend_digest";
/** So that the reader sees the days go by. */
const pauseMs = 250;
const patienceMs = 20_000;

/**
 * Plays a week: people ask the real bot, day by day, on a clock that is put forward; on Monday at nine the digest of the
 * channel comes.
 * @param user who asks for the digest, and is told where there is nothing to tell
 */
export async function playWeek({ slack, clock, drained, digests, catalogBefore }: WeekDeps, user: string): Promise<PlayedWeek> {
	const { questions, monday } = planWeek(clock.now());
	await tellAgainst(digests, catalogBefore, clock.now(), monday - weekMs);
	for (const question of questions) {
		clock.travelTo(question.at);
		await slack.write(question.user, question.channel, `<@${botUser.id}> ${question.text}`).delivered;
		await clock.sleep(pauseMs);
	}
	await drained();
	clock.travelTo(monday);
	const came = digestOrWord(slack, user);
	await slack.command(user, channel, commandName, "digest now");
	return came;
}

/** What is new is told against the digest before. Where the channel had none, it is as if one had come a week ago, from the sample's catalog. */
async function tellAgainst(digests: WeekDeps["digests"], catalog: CatalogState, now: number, until: number): Promise<void> {
	if ((await digests.past(teamId, channel, now)).last !== undefined) return;
	const claim = await digests.claim({ workspace: teamId, channel, id: "before-the-sample-week" }, now);
	if (claim !== undefined) await digests.finish(claim, now, { until, catalog });
}

/** What comes first: the digest in the channel, or a word to who asked for it. */
function digestOrWord({ workspace }: LoopbackSlack, user: string): Promise<PlayedWeek> {
	return new Promise((resolve) => {
		const end = (played: PlayedWeek): void => {
			clearTimeout(timer);
			stop();
			resolve(played);
		};
		const stop = workspace.onChange((change: Change) => {
			if (change.kind === "message" && change.channel === channel && isDigest(change.message)) end({ digest: { channel, ts: change.message.ts } });
			if (change.kind === "ephemeral" && change.message.channel === channel && change.message.user === user) end({ said: change.message.text });
		});
		const timer = setTimeout(end, patienceMs, { said: "The digest did not come in time." });
	});
}

const isDigest = ({ metadata }: SlackMessage): boolean => metadata?.event_type === digestMark;
