import { loadKnowledge, systemClock } from "../../src/bot.ts";
import { newcomers, type SlackUser } from "../../src/playground/people.ts";
import type { SlackMessage } from "../../src/playground/workspace.ts";
import type { Clock } from "../../src/ports.ts";
import { Harness } from "../support/harness.ts";
import { ModelPeer } from "../support/model-peer.ts";
import type { Conversation } from "./conversations.ts";
import type { ModelWords } from "./model-words.ts";
import { StandIn } from "./stand-in.ts";

/** What was said, and the message that answered it. */
export type Exchange = { said: string; answer: SlackMessage };
/** One conversation as it went without a model, and with one. */
export type Played = { conversation: Conversation; asker: SlackUser; without: Exchange[]; with: Exchange[] };

/** Plays every conversation twice with the real bot: without a model, and with one whose words are given. Throws where a word is missing, or doesn't pass. */
export async function playAll(conversations: readonly Conversation[], words: readonly ModelWords[]): Promise<Played[]> {
	const model = new StandIn(await ModelPeer.start(), words);
	try {
		const [without, withModel] = await Promise.all([playEach(conversations, undefined), playEach(conversations, model)]);
		model.checkAllWasSaid();
		return conversations.map((conversation, at) => ({ conversation, asker: askerOf(conversation), without: without[at] ?? [], with: withModel[at] ?? [] }));
	} finally {
		await model.stop();
	}
}

const askerOf = ({ asker }: Conversation): SlackUser => {
	const user = newcomers().find(({ real_name }) => real_name === asker);
	if (user === undefined) throw new Error(`Expected somebody of the newcomers' workspace, got ${asker}`);
	return user;
};

async function playEach(conversations: readonly Conversation[], model: StandIn | undefined): Promise<Exchange[][]> {
	const settings = model === undefined ? {} : { writer: { model: model.settings, dailyBudgetUsd: undefined } };
	// Over HTTP, requests that were signed on another day are turned down.
	const harness = await Harness.open({ transport: "socket", settings, clock: onTheDayOfTheLastReview() });
	const all: Exchange[][] = [];
	try {
		for (const conversation of conversations) all.push(await play(harness, conversation, model));
	} finally {
		await harness.close();
	}
	return all;
}

/** A clock on the day of the catalog's last review: what an answer says of old reviews doesn't change with the day on which it is played. */
function onTheDayOfTheLastReview(): Clock {
	const { tools } = loadKnowledge().reader.catalog;
	const reviewed = [...tools.values()].map((tool) => tool.reviewed).sort();
	const ahead = Date.parse(`${reviewed.at(-1)}T09:00:00Z`) - Date.now();
	return { now: () => Date.now() + ahead, sleep: systemClock.sleep };
}

async function play(harness: Harness, conversation: Conversation, model: StandIn | undefined): Promise<Exchange[]> {
	const { id } = askerOf(conversation);
	const exchanges: Exchange[] = [];
	let begun: Awaited<ReturnType<Harness["askAndWait"]>> | undefined;
	for (const said of conversation.says) {
		model?.listenFor(said, harness);
		const asked = begun === undefined ? await harness.askAndWait(said, { user: id }) : await harness.goOn(said, begun, id);
		begun ??= asked;
		const [answer, ...others] = asked.answers;
		if (answer === undefined || others.length > 0) throw new Error(`Expected one answer to ${JSON.stringify(said)} (${conversation.file}), got ${asked.answers.length}`);
		model?.noteWhatFailed(harness);
		exchanges.push({ said, answer });
	}
	return exchanges;
}
