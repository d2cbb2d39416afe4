import type { Answer } from "../../../core/answer/answer.ts";
import type { Catalog } from "../../../core/catalog/catalog.ts";
import type { FollowUps } from "../../../core/conversation/addressed.ts";
import type { ToldPersona } from "../../../core/conversation/subcommands.ts";
import type { Need } from "../../../core/need.ts";
import type { Shortlist } from "../../../core/ranking/shortlist.ts";
import type { Reader } from "../../../core/understanding/understand.ts";
import type { AskedQuestion, Clock, DigestRequest, Log } from "../../../ports.ts";
import type { ReasonId } from "../views/feedback.ts";
import type { HomeShown } from "../views/home.ts";

/** A message of ours. */
export type AnswerMessageId = { workspace: string; channel: string; ts: string };
/** What stands behind an answer. */
export type AnswerDetails = { catalog: Catalog; user: string; threadTs: string; need: Need; answer: Answer; shortlist: Shortlist; isNewer: boolean };

/** What the listeners ask of the bot. */
export type ListenerDeps = {
	/** Stores the question; resolves when it is safe to ack. */
	accept: (eventId: string, question: AskedQuestion) => Promise<void>;
	clock: Clock;
	log: Log;
	/** What is read and shown where nobody else reads along. */
	reader: Reader;
	/** The catalog that may be shown in a channel. */
	catalogFor: (place: { workspace: string; channel: string }) => Promise<Catalog>;
	/** Whether a thread is one that we have a part in. */
	hasPartIn: (place: { workspace: string; channel: string; threadTs: string }) => Promise<boolean>;
	detailsOf: (message: AnswerMessageId) => Promise<AnswerDetails | undefined>;
	vote: (message: AnswerMessageId, user: string, vote: "up" | "down") => Promise<void>;
	giveReason: (message: AnswerMessageId, user: string, reason: ReasonId, note?: string) => Promise<void>;
	recallPersona: (workspace: string, user: string) => Promise<ToldPersona | undefined>;
	rememberPersona: (workspace: string, user: string, persona: ToldPersona | undefined) => Promise<void>;
	followUpsIn: (workspace: string, channel: string) => Promise<FollowUps>;
	setFollowUps: (workspace: string, channel: string, followUps: FollowUps) => Promise<void>;
	/** Whether somebody is a member of a channel; `undefined` where Slack does not say. */
	isMember: (workspace: string, channel: string, user: string) => Promise<boolean | undefined>;
	/** The uploaded picture of the lifecycle, where there is one; and that Slack did not show it. */
	homePicture: { of: (workspace: string) => Promise<string | undefined>; refused: (workspace: string) => Promise<void> };
	homeOf: (workspace: string, user: string) => Promise<HomeShown>;
	/** Deletes what is kept of a person; resolves with how many entries that were. */
	forget: (workspace: string, user: string) => Promise<number>;
	/** Takes up what somebody asks of the channel's digest; answers at `responseUrl`, after the ack. */
	digest: (request: DigestRequest, responseUrl: string) => void;
};
