import type { z } from "zod";
import type { Answer } from "./core/answer/answer.ts";
import type { Correction } from "./core/conversation/correction.ts";
import type { Asked } from "./core/digest/asked.ts";
import type { CatalogState } from "./core/digest/catalog-state.ts";
import type { Digest, PastDigests } from "./core/digest/digest.ts";
import type { Subscription } from "./core/digest/due.ts";
import type { Growing } from "./core/growing.ts";

/** What the flows need of the outside world. Each adapter implements one of these. */

/** Something that somebody asked us, as it is kept from the moment it is acked until it is answered. */
export type AskedQuestion = {
	/** Ours, and the same for every delivery of the same message. */
	id: string;
	/** `message`: a direct message; `overheard`: in a thread of ours, without a mention; `private`: for the asker's eyes only. */
	kind: "mention" | "message" | "overheard" | "command" | "shortcut" | "private" | "correction";
	workspace: string;
	channel: string;
	user: string;
	text: string;
	/** The asking message; a slash command has none until we post the question. */
	ts?: string;
	/** The thread that the answer goes into. */
	threadTs?: string;
	/** Whether another organisation reads along; a slash command does not say. */
	inSharedChannel?: boolean;
	/** Of a correction: the answer that it changes, and how. */
	corrects?: { ts: string; change: Correction };
	/** Of a slash command, a shortcut or a button: where a private answer can go, five times within 30 minutes. */
	responseUrl?: string;
	/** Milliseconds since the epoch. */
	receivedAt: number;
	/** An earlier attempt, or an earlier life of ours, may have posted the answer: Slack is asked for it first. */
	mayBePosted?: true;
	/** Since when a post of this question's may be on its way, in milliseconds since the epoch; 0 where one was sent, and it is over. */
	postingSince?: number;
	/** An answer for the asker's eyes alone may have been shown, which nobody can look for: none is sent again. */
	mayBeShown?: true;
};

/** A delivery of a question: what it is deduplicated by. */
export type Delivery = { eventId: string; question: AskedQuestion };

/** Questions, stored before they are acked, until they are answered. */
export interface Inbox {
	/** Stores a question; `false` where this event, or this message, is known already. Rejects where it could not be stored. */
	accept(delivery: Delivery): Promise<boolean>;
	/** Every question that was accepted and is not noted as answered, oldest first. */
	pending(): Promise<AskedQuestion[]>;
	/** The questions of one thread that are pending, oldest first. */
	pendingIn(thread: { workspace: string; channel: string; threadTs: string }): Promise<AskedQuestion[]>;
	/** Notes that a post is about to be sent, so that a later life of ours knows that one may be on its way. */
	notePosting(id: string, at: number): Promise<void>;
	/** Notes, on the disk before it is sent, that an answer for the asker's eyes alone may have been shown; or that it surely was not. */
	noteShowing(id: string, mayBeShown: boolean): Promise<void>;
	/** Notes the thread that a command's question opened. */
	openThread(id: string, threadTs: string): Promise<void>;
	/** The question has its answer: its text is forgotten, its ids are kept for 24 hours. */
	finish(id: string, at: number): Promise<void>;
}

/** A message of ours; `unfinished` where an answer stands there of which more was to come. */
export type Posted = { ts: string; unfinished?: true };

/** Why Slack did not do what was asked: for good, later, or nobody knows; `settled` where at least it will not do so later on. */
export type DeliveryFailure = { kind: "refused"; code: string } | { kind: "later"; afterMs: number } | { kind: "unknown"; code: string; settled?: true };
export type Delivered = { ok: true; ts: string } | { ok: false; failure: DeliveryFailure };

/** What a search saw: the message, or that it is not there; or that the search failed, which says nothing about the message. */
export type Searched = { ok: true; message: Posted | undefined } | { ok: false; failure: DeliveryFailure };

/** Posting to Slack. Nothing here retries by itself: a lost response must not become a second message. */
export interface Messenger {
	/** Posts the question of a slash command for the channel to see. */
	postQuestion(question: AskedQuestion): Promise<Delivered>;
	/** Posts the answer in the question's thread: the one that `latest` resolves with when the channel may take it. */
	postAnswer(question: AskedQuestion & { threadTs: string }, latest: () => Promise<Answer>): Promise<Delivered>;
	/**
	 * Puts another answer in the place of one that was posted: the same message, the same question; `credit` names who asked about
	 * another's message, `updated` says to its reader what it goes by now. `workedOn` is the id of the question, or the correction,
	 * for which it is done.
	 */
	updateAnswer(message: { channel: string; ts: string; question: string; workedOn: string; credit?: string; updated?: string }, answer: Answer): Promise<Delivered>;
	/** Posts in the question's thread that it comes too late to be answered, with what was asked, in place of an answer. */
	postApology(question: AskedQuestion & { threadTs: string }): Promise<Delivered>;
	/** Looks for the message that carries this question's id: `question` in the channel, `answer` in the thread. Never rejects for what Slack answers. */
	find(question: AskedQuestion, what: "question" | "answer"): Promise<Searched>;
	/** What people wrote in the question's thread before it, oldest first; `whole` where it goes back to the thread's beginning. `undefined` where Slack won't say. Never rejects. */
	readThread(question: AskedQuestion & { threadTs: string }): Promise<{ whole: boolean; messages: { ts: string; user: string; text: string }[] } | undefined>;
	/** Tells the asker alone, in a sentence of ours. */
	tellAsker(question: AskedQuestion, sentence: string): Promise<Delivered>;
	/** Answers a slash command to its asker only. */
	respondPrivately(question: AskedQuestion, answer: Answer): Promise<Delivered>;
}

/** What Slack shows of a question that is being worked on, beside any message. */
export interface Status {
	/** Says in the question's thread that it is worked on; `false` where Slack has no such thing here. Never rejects. */
	show(question: AskedQuestion & { threadTs: string }): Promise<boolean>;
}

/** Small state with an end: one value per key. Every key carries the workspace's id. */
export interface Store {
	get(key: string): Promise<unknown>;
	set(key: string, value: unknown, ttlMs: number): Promise<void>;
	/** Puts what `change` makes of a value in its place, in one step however many processes do so; leaves it where that is `undefined`. `change` may be called again. */
	update(key: string, change: (value: unknown) => unknown, ttlMs: number): Promise<void>;
	delete(key: string): Promise<void>;
	/** Every key that begins so and has not ended, with its value; what is written meanwhile may be missing. */
	entries(prefix: string): AsyncIterable<readonly [key: string, value: unknown]>;
}

/** What those who run the bot should know. */
export type AdminNotice = /** The model writes no more on this UTC day, YYYY-MM-DD. */ { kind: "budget_spent"; limitUsd: number; day: string };

/** Word to those who run the bot. */
export interface Admins {
	tell(workspace: string, notice: AdminNotice): Promise<Delivered>;
}

/** Who people are, as far as Slack tells. */
export interface People {
	/** The profile title, such as "Data Scientist"; `undefined` where there is none, or Slack won't say. Never rejects for what Slack answers. */
	titleOf(workspace: string, user: string): Promise<string | undefined>;
}

/** What was asked, without its words: what the digests count. Kept for nine weeks. */
export interface AskedLog {
	/** Notes a question and what became of it; once, however often it is noted. */
	note(asked: Asked): Promise<void>;
	/** How an answer is rated by now: thumbs up less thumbs down. */
	rate(workspace: string, question: string, rating: number): Promise<void>;
	/** What was asked from one instant until before another, oldest first. */
	between(workspace: string, from: number, until: number): Promise<Asked[]>;
}

/** Who wants a weekly digest: one subscription per channel. */
export interface Subscriptions {
	all(): Promise<Subscription[]>;
	of(workspace: string, channel: string): Promise<Subscription | undefined>;
	/** In place of what the channel had before. */
	set(subscription: Omit<Subscription, "doneWeek">): Promise<void>;
	/** `false` where there was none. */
	remove(workspace: string, channel: string): Promise<boolean>;
}

/** One digest of a channel: `id` is its week, or that of the command which asked for it at once. */
export type DigestKey = { workspace: string; channel: string; id: string };
/** A digest that this process may send, until `until`: another one may take it over then. */
export type Claim = DigestKey & { token: string; until: number /** An earlier claim may have posted it: the channel is asked first. */; mayBePosted: boolean };
/** What a digest that was sent leaves behind. */
export type SentDigest = { until: number; catalog: CatalogState; shown?: string };

/** What became of each channel's digests: one instance at a time works on one of them. */
export interface DigestLog {
	/** Takes a digest; `undefined` where it is done with, or another holds it. */
	claim(key: DigestKey, now: number): Promise<Claim | undefined>;
	/** Lets go of a digest that is not sent, for a later try. */
	release(claim: Claim, mayBePosted: boolean): Promise<void>;
	/** It was sent, or skipped: nobody gets it again. */
	finish(claim: Claim, now: number, sent?: SentDigest): Promise<void>;
	/** What a channel's digests have said: the last one, and those of the last twelve weeks. */
	past(workspace: string, channel: string, now: number): Promise<PastDigests>;
}

/** What is kept for the digests of all workspaces, to look at only, beside the bot that may be at work on it. */
export type DigestState = {
	/** What was asked from one instant until before another, oldest first. */
	asked: (from: number, until: number) => Promise<Asked[]>;
	past: (channel: string, now: number) => Promise<PastDigests>;
	/** The zone that a channel's digest goes by. */
	zoneOf: (channel: string) => Promise<string | undefined>;
	close: () => Promise<void>;
};

/** A picture that was uploaded and not shown yet. */
export type UploadedPicture = { id: string };

/** Slack as the digests see it. Nothing here retries by itself. */
export interface DigestMessenger {
	/** Uploads a picture without showing it anywhere; `undefined` where Slack does not take it. */
	upload(png: Uint8Array, alt: string): Promise<UploadedPicture | undefined>;
	/** Posts a digest, unless its claim is about to run out. */
	post(claim: Claim, digest: Digest, picture: UploadedPicture | undefined): Promise<Delivered>;
	/** Looks for a digest in its channel, from `since` on; `shown` is the tool that it shows. */
	find(key: DigestKey, since: number): Promise<(Posted & { shown?: string }) | undefined>;
	/** Writes to one person, in a direct message. */
	tell(user: string, text: string): Promise<Delivered>;
}

/** Somebody typed `/mlops-recommend digest …`. */
export type DigestRequest = {
	/** Of this use of the command: nothing is sent twice for it. */
	id: string;
	workspace: string;
	channel: string;
	user: string;
	/** What follows `digest`. */
	text: string;
};
/** What the asker, and nobody else, sees. */
export type DigestReply = { kind: "text"; text: string } | { kind: "digest"; note: string; digest: Digest; picture: UploadedPicture | undefined };

/** `isPrivate`: not everybody in the workspace can read it. `isShared`: another organisation can. `hasBot`: it can be written to. */
export type ChannelFacts = { isPrivate: boolean; isShared: boolean; hasBot: boolean };

/** What Slack says of channels and who is in them. Never rejects for what Slack answers. */
export interface Channels {
	/** `undefined` where Slack does not say, as of a private channel that the bot is not in. */
	of(workspace: string, channel: string): Promise<ChannelFacts | undefined>;
	/** The same for what can do without: Slack is not asked where it has been asked of as many channels lately as it tells of. */
	inPassing(workspace: string, channel: string): Promise<ChannelFacts | undefined>;
	/** Whether somebody is a member; `undefined` where Slack does not say. */
	hasMember(workspace: string, channel: string, user: string): Promise<boolean | undefined>;
	/** The IANA zone of somebody's profile. */
	zoneOf(workspace: string, user: string): Promise<string | undefined>;
}

export type LlmMessage = { role: "system" | "user" | "assistant"; content: string };

/** One thing that a model is asked to write, as one JSON value. */
export type LlmRequest<T> = {
	/** Whose budget it is on. */
	workspace: string;
	messages: readonly LlmMessage[];
	/** An object; the output is asked for, and checked, by it. All its fields are required; one that may be empty is nullable. */
	schema: z.ZodType<T>;
	/** Letters, digits, `_` and `-`: the model sees it, and logs name the task by it. */
	schemaName: string;
	/** Milliseconds since the epoch by which the whole output must be there: retries, and waiting for a turn, included. */
	deadline: number;
	/** Milliseconds since the epoch by which the model must have been asked; what waits longer for its turn fails as `busy`. */
	startBy?: number;
	/** Ends it, as `cancelled`. */
	signal?: AbortSignal;
};

/** What an output took. */
export type LlmUsage = {
	/** As the server names it, else as it was asked for. */
	model: string;
	inputTokens: number;
	outputTokens: number;
	/** US dollars; absent where the model's price is not known. */
	costUsd?: number;
	/** Where it isn't: what it costs at the dearest price that is, for a budget that is to hold whatever the model. */
	atMostUsd?: number;
	/** The server did not say, or the output was cut off before it could: counted from the length of the texts. */
	estimated?: true;
};

/** Why there is no output, from a closed set; never a message's text. */
export type LlmFailure =
	/** No whole output by the deadline. */
	| { code: "timeout" }
	/** No turn by `startBy` or the deadline: too much is asked of the model at once, or it asked for a pause. */
	| { code: "busy" }
	/** The server asks to wait for longer than the deadline allows; `afterMs` where it says for how long. */
	| { code: "rate_limited"; afterMs?: number }
	/** The server can't be reached, or fails. */
	| { code: "unavailable"; status?: number }
	/** The model, or a filter before it, declines. */
	| { code: "refused" }
	/** Not JSON, or not what the schema asks for: `at` says where and how, such as `picks.0.why: too_big`. */
	| { code: "invalid_output"; at: string[] }
	/** The output ends in the middle: the connection broke, or the model's limit of length was reached. */
	| { code: "cut_off"; by: "connection" | "length" }
	/** The key is not accepted. */
	| { code: "unauthorised"; status: number }
	/** The server does not take the request: it has no such model, or the prompt is too long. */
	| { code: "rejected"; status: number }
	/** The workspace has spent what it may spend today. */
	| { code: "budget" }
	| { code: "cancelled" };

/** What comes of a request: any number of `growing`, then exactly one of the others, then nothing. */
export type LlmEvent<T> =
	/** Something more of the output is complete. */
	| { kind: "growing"; growing: Growing }
	| { kind: "done"; value: T; usage: LlmUsage }
	/** `usage` is what it took all the same; absent where the model was not asked, or turned the request away. */
	| { kind: "failed"; failure: LlmFailure; usage?: LlmUsage };

/** A model that writes. */
export interface Llm {
	/** Its name, as configured. */
	readonly model: string;
	/** Asks the model once the first event is awaited. Never rejects; to stop reading early ends the request. */
	write<T>(request: LlmRequest<T>): AsyncIterable<LlmEvent<T>>;
}

export interface Clock {
	/** Milliseconds since the epoch. */
	now(): number;
	sleep(ms: number): Promise<void>;
}

/** The stages that an answer passes through, whose time is measured. */
export type Stage = "waiting" | "reading" | "composing" | "model" | "delivering" | "whole";

/** Something that is counted or timed: numbers, and names from closed sets; never text, and nobody's id. */
export type Measured =
	/** A question came in; `known` where it had been accepted before. */
	| { what: "question"; kind: AskedQuestion["kind"]; known: boolean }
	/** What became of a question. */
	| { what: "outcome"; reason: string }
	| { what: "stage"; stage: Stage; ms: number }
	/** Who wrote the words of an answer; `fallback` where a model should have, and the catalog's composer did. */
	| { what: "answer"; by: "model" | "catalog"; fallback: boolean }
	/** How an answer that a model should write came to its words. */
	| { what: "writing"; outcome: "first_try" | "repaired" | "partly" | "composed" | "cached" }
	/** Something was left out of an answer since the catalog does not bear it out. */
	| { what: "grounding_rejection"; code: string }
	| { what: "tokens"; direction: "input" | "output"; count: number }
	| { what: "cost"; usd: number }
	| { what: "slack_error"; code: string }
	| { what: "llm_error"; code: string };

/** Takes note of what is counted; never rejects, and costs next to nothing. */
export interface Metrics {
	note(measured: Measured): void;
}

/** Ids and codes only: never a message's text, a token, or what a model wrote. */
export interface Log {
	debug(fields: Record<string, unknown>, message: string): void;
	info(fields: Record<string, unknown>, message: string): void;
	warn(fields: Record<string, unknown>, message: string): void;
	error(fields: Record<string, unknown>, message: string): void;
}
