import type { Catalog } from "../core/catalog/catalog.ts";
import { freshnessOf } from "../core/catalog/freshness.ts";
import type { ToldPersona } from "../core/conversation/subcommands.ts";
import type { Need } from "../core/need.ts";
import type { Clock, Store } from "../ports.ts";
import { recallAnswer } from "./answer-records.ts";
import { recallAsked } from "./asked-questions.ts";
import type { Knowledge } from "./knowledge.ts";
import { reportFrom } from "./report.ts";
import { recallPersona } from "./told-persona.ts";

export type HomeDeps = Knowledge & {
	store: Store;
	clock: Clock;
	/** Ids of those who look after the bot. */
	admins: readonly string[];
};
export type Home = {
	catalog: Catalog;
	persona: ToldPersona | undefined;
	asked: { channel: string; threadTs: string; at: number; need: Need | undefined }[];
	admin: { tools: number; stale: number; oldestReview: string; answers: number; abstained: number; up: number; down: number } | undefined;
};

/** What a person's App Home tells: of them, and, to those who look after the bot, of it. */
export async function homeOf(deps: HomeDeps, workspace: string, user: string): Promise<Home> {
	const { reader, store, admins } = deps;
	const [persona, asked, admin] = await Promise.all([recallPersona(store, workspace, user), recallAsked(store, workspace, user), admins.includes(user) ? adminOf(deps, workspace) : undefined]);
	const needs = await Promise.all(asked.map(({ channel, ts }) => recallAnswer(store, { workspace, channel, ts })));
	return { catalog: reader.catalog, persona, asked: asked.map(({ channel, threadTs, at }, index) => ({ channel, threadTs, at, need: needs[index]?.need })), admin };
}

async function adminOf({ reader, store, clock }: HomeDeps, workspace: string): Promise<NonNullable<Home["admin"]>> {
	const { tools } = reader.catalog;
	const { answers, abstained, byPersona } = await reportFrom(store, workspace);
	const today = new Date(clock.now()).toISOString().slice(0, 10);
	const [oldestReview = "none"] = [...tools.values()].map(({ reviewed }) => reviewed).sort();
	const sum = (which: "up" | "down"): number => byPersona.reduce((total, rate) => total + rate[which], 0);
	return { tools: tools.size, stale: freshnessOf(tools.values(), today).stale.length, oldestReview, answers, abstained, up: sum("up"), down: sum("down") };
}
