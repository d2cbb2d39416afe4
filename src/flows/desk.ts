import type { Catalog } from "../core/catalog/catalog.ts";
import type { FollowUps } from "../core/conversation/addressed.ts";
import type { ToldPersona } from "../core/conversation/subcommands.ts";
import type { AskedLog, Clock, Inbox, Store, Subscriptions } from "../ports.ts";
import { type Details, detailsOf } from "./answer-details.ts";
import type { Message } from "./answer-records.ts";
import { recallSettings, setFollowUps } from "./channel-settings.ts";
import { giveReason, type Reason, type Vote, vote } from "./feedback.ts";
import { forgetPerson } from "./forget-me.ts";
import { forgetSubscriber } from "./forget-subscriber.ts";
import { type Home, homeOf } from "./home.ts";
import { type BothKnowledge, knowledgeFor } from "./knowledge.ts";
import { rateAsked } from "./rate-asked.ts";
import { hasPartIn } from "./thread-talk.ts";
import { recallPersona, rememberPersona } from "./told-persona.ts";

export type DeskDeps = { knowledge: BothKnowledge; store: Store; inbox: Inbox; asked: AskedLog; subscriptions: Subscriptions; clock: Clock; admins: readonly string[] };
type Place = { workspace: string; channel: string };
/** What people can ask of the bot besides questions. */
export type Desk = {
	catalogFor: (place: Place) => Promise<Catalog>;
	hasPartIn: (place: Place & { threadTs: string }) => Promise<boolean>;
	detailsOf: (message: Message) => Promise<Details | undefined>;
	vote: (message: Message, user: string, vote: Vote) => Promise<void>;
	giveReason: (message: Message, user: string, reason: Reason, note?: string) => Promise<void>;
	recallPersona: (workspace: string, user: string) => Promise<ToldPersona | undefined>;
	rememberPersona: (workspace: string, user: string, persona: ToldPersona | undefined) => Promise<void>;
	followUpsIn: (workspace: string, channel: string) => Promise<FollowUps>;
	setFollowUps: (workspace: string, channel: string, followUps: FollowUps) => Promise<void>;
	homeOf: (workspace: string, user: string) => Promise<Home>;
	forget: (workspace: string, user: string) => Promise<number>;
};

/** The flows behind buttons, modals, subcommands and the App Home, on one store. */
export function openDesk({ knowledge, store, inbox, asked, subscriptions, clock, admins }: DeskDeps): Desk {
	const deps = { ...knowledge, store, clock, admins };
	return {
		catalogFor: async (place) => (await knowledgeFor(deps, place)).reader.catalog,
		hasPartIn: (place) => hasPartIn(store, inbox, place),
		detailsOf: (message) => detailsOf(deps, message),
		vote: async (message, user, cast) => {
			await vote(store, clock, message, user, cast);
			await rateAsked(store, asked, message);
		},
		giveReason: async (message, user, reason, note) => {
			await giveReason(store, clock, message, user, reason, note);
			await rateAsked(store, asked, message);
		},
		recallPersona: (workspace, user) => recallPersona(store, workspace, user),
		rememberPersona: (workspace, user, persona) => rememberPersona(store, workspace, user, persona),
		followUpsIn: async (workspace, channel) => (await recallSettings(store, workspace, channel)).followUps,
		setFollowUps: (workspace, channel, followUps) => setFollowUps(store, workspace, channel, followUps),
		homeOf: (workspace, user) => homeOf(deps, workspace, user),
		forget: async (workspace, user) => (await forgetPerson(store, clock, workspace, user)) + (await forgetSubscriber(subscriptions, workspace, user)),
	};
}
