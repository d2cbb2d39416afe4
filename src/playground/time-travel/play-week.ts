import { commandName } from "../../adapters/slack/registered.ts";
import type { LoopbackSlack } from "../loopback-slack.ts";
import { botUser, type Change, type SlackMessage } from "../workspace.ts";
import { planWeek } from "./sample-week.ts";
import type { TravelClock } from "./travel-clock.ts";

export type WeekDeps = { slack: LoopbackSlack; clock: TravelClock /** Resolves when everything that was asked is answered. */; drained: () => Promise<void> };
/** Where Monday's digest stands; without one, what the bot said instead. */
export type PlayedWeek = { digest: { channel: string; ts: string } } | { said: string };

const channel = "C0PLATFORM";
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
export async function playWeek({ slack, clock, drained }: WeekDeps, user: string): Promise<PlayedWeek> {
	const { questions, monday } = planWeek(clock.now());
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
