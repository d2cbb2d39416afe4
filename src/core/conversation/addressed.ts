import { cleanText } from "../understanding/clean-text.ts";
import { hasCue } from "../understanding/cues.ts";
import { type Reader, readMessage } from "../understanding/understand.ts";
import { aboutTools, asksOfIt, endsTalk, followUpOpening, onlyReaction, statesCondition, toPeople, toUs } from "./talk-cues.ts";

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
			reason: "told_to_stop" | "muted" | "channel_setting" | "not_answered_here" | "asked_by_another" | "too_long_ago" | "somebody_else_tagged" | "said_to_people" | "only_a_reaction" | "no_question";
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
	const no = (reason: Exclude<Decision["reason"], "asks_on">): Decision => ({ answer: false, reason });
	const reading = readMessage(reader, text);
	const { plain, folded } = reading.clean;
	if (onlyReaction.test(folded) || !/[\p{L}\p{N}]/u.test(folded)) return no("only_a_reaction");
	const known = reading.mentions.map(({ words }) => words);
	if (callsByName(plain, known) || hasCue(folded, toPeople)) return no("said_to_people");
	const yes: Decision = { answer: true, reason: "asks_on" };
	if (hasCue(folded, toUs)) return yes;
	// What kind of data it is, is read from words that people use for much else: "sounds", "notes", "mail".
	if (reading.constraints.some(({ kind }) => kind !== "modality")) return yes;
	const isAbout = reading.mentions.length > 0 || reading.terms.size > 0 || hasCue(folded, aboutTools);
	if (!isAbout && / (?:you|your|du|ihr|tu|vous|voce|voces|ustedes|usted|mo|nyo|你) /u.test(folded)) return no("said_to_people");
	if (!isAbout && reading.labels["i:off-topic"] > surelyOffTopic) return no("no_question");
	const asks = /[?？]/.test(plain) || asksOfIt.test(folded) || /^ (?:(?:and|so|but|ok|hm+|also) ,? ?)*(?:what|which|how|when|why|is|are|does|do|can|could|would) /u.test(folded);
	if (asks && (isAbout || asksOfIt.test(folded) || (followUpOpening.test(folded) && isShort(folded)))) return yes;
	if (isAbout && (followUpOpening.test(folded) || hasCue(folded, statesCondition))) return yes;
	return no("no_question");
}

/** From here on the reading model takes a message for none of our business. */
const surelyOffTopic = 0.7;

/** So short that it says something only after what stands above it: "and cheaper?" */
const isShort = (folded: string): boolean => folded.trim().split(/\s+/).length <= 8;

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
