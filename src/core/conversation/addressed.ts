import { cleanText } from "../understanding/clean-text.ts";
import { type Reader, readMessage } from "../understanding/understand.ts";
import { endsTalk, onlyReaction } from "./talk-cues.ts";
import { likelyForUs, talkFeatures } from "./talk-model.ts";

/** A message in a thread that does not mention us, as Slack delivers it. */
export type Overheard = { text: string; user: string /** Milliseconds since the epoch. */; at: number };

/** What is stored of our talk in a thread. Times are milliseconds since the epoch. */
export type Talk = {
	/** Each person who asked us here, and when last. */
	askers: Readonly<Record<string, number>>;
	/** When we last answered here. */
	answeredAt?: number | undefined;
	/** Somebody told us to stop here. */
	muted?: boolean | undefined;
};

/** What a channel wants: follow-ups without a mention answered, or mentions only. */
export const followUpSettings = ["answered", "mentions-only"] as const;
export type FollowUps = (typeof followUpSettings)[number];

export type Decision =
	| { answer: true; reason: "asks_on" }
	| {
			answer: false;
			reason:
				| "told_to_stop"
				| "muted"
				| "channel_setting"
				| "not_answered_here"
				| "asked_by_another"
				| "too_long_ago"
				| "somebody_else_tagged"
				| "called_by_name"
				| "only_a_reaction"
				| "said_to_people"
				| "unsure";
	  };

/** How long after the last exchange a message without a mention may still be meant for us. */
export const talkLastsMs = 30 * 60 * 1000;

/**
 * Whether a message in a thread that doesn't mention us is meant for us. Silence wherever anything speaks for it: having
 * to mention us again is a nuisance, butting into a talk between people is worse.
 */
export function decideAddressed(reader: Reader, { text, user, at }: Overheard, talk: Talk, followUps: FollowUps): Decision {
	const no = (reason: Exclude<Decision["reason"], "asks_on">): Decision => ({ answer: false, reason });
	const askedAt = talk.askers[user];
	if (talk.muted === true) return no("muted");
	if (followUps === "mentions-only") return no("channel_setting");
	if (talk.answeredAt === undefined) return no("not_answered_here");
	if (askedAt === undefined) return no("asked_by_another");
	if (endsTalk.test(cleanText(text).folded)) return no("told_to_stop");
	if (at - Math.max(askedAt, talk.answeredAt) > talkLastsMs) return no("too_long_ago");
	if (tagsSomebody(text)) return no("somebody_else_tagged");
	return readAsTalk(reader, text);
}

/** People, groups and channels that Slack's own markup calls. */
const tagsSomebody = (text: string): boolean => /<(?:@[UWB]|!)[^<>]*>/.test(text);

/** Whether the words are a question or a condition for us. */
function readAsTalk(reader: Reader, text: string): Decision {
	const reading = readMessage(reader, text);
	const { plain, folded } = reading.clean;
	if (onlyReaction.test(folded) || !/[\p{L}\p{N}]/u.test(folded)) return { answer: false, reason: "only_a_reaction" };
	const known = reading.mentions.map(({ words }) => words);
	if (callsByName(plain, known)) return { answer: false, reason: "called_by_name" };
	const likely = likelyForUs(reader.talk, talkFeatures(reader, reading));
	return likely >= surely ? { answer: true, reason: "asks_on" } : { answer: false, reason: likely < 0.5 ? "said_to_people" : "unsure" };
}

/** From here on a message counts as meant for us: where at most one in a hundred that is not would be answered. */
const surely = 0.947;

/** Words that open a sentence with a capital and are nobody's name. */
const openings = new Set(
	"and but so ok okay also or hm hmm well actually yes no thanks sorry right great then still plus btw cool nice alright fine sure wait oh ah now since because if when what why how which while with without though maybe perhaps for in on at as our we i it und aber also oder ja nein y pero et mais e mas ou o si oui sim opo hindi at kasi".split(
		" ",
	),
);
const isName = (word: string, known: readonly string[]): boolean => !openings.has(word.toLowerCase()) && !known.some((one) => one.includes(word.toLowerCase()));

/** "Emil, what do you think?", "what about it, Emil?", "Jonas knows Dagster well": people are called, or talked of, by name. */
function callsByName(plain: string, known: readonly string[]): boolean {
	const called = [
		/^(?:hey |hi |hello |ok |and |@)?(\p{Lu}\p{Ll}+),? (?:what|how|when|where|who|which|can|could|did|didn't|do|don't|have|are|is|any|would|will|please|you|your|knows|used|said|says|thinks|told|asked|tried|wrote|built|likes|hates|loves|wants|mentioned|showed|set|kann|hast|was|wie)\b/u,
		/^(?:hey |hi |ok |and |@)?(\p{Lu}\p{Ll}+)(?:,|:) /u,
		/, (\p{Lu}\p{Ll}+) ?[?!.]*$/u,
	];
	return called.some((pattern) => {
		const name = pattern.exec(plain)?.[1];
		return name !== undefined && isName(name, known);
	});
}

/** "stop", "mute": whether somebody wants us out of the thread. */
export const saysStop = (text: string): boolean => endsTalk.test(cleanText(text).folded);
