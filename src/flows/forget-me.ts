import type { Need } from "../core/need.ts";
import type { AskedQuestion, Clock, Store } from "../ports.ts";
import { type AnswerRecord, answersWithPlaces, rememberAnswer } from "./answer-records.ts";
import { threadsWithPlaces, writeThread } from "./thread-memory.ts";

/** What is kept under a person's own id: what they told us they are, their title, their questions, how much they asked just now. */
const ownKinds = ["persona", "title", "questions", "asked"] as const;

/**
 * Deletes what is kept of a person in a workspace: what they told us, their title, their questions, what answers to them came
 * from, their votes, and their part in each thread. Where others went on from what they said, their words go and what others
 * were answered stays.
 * @returns how many entries were deleted or cut
 */
export async function forgetPerson(store: Store, clock: Pick<Clock, "now">, workspace: string, user: string): Promise<number> {
	await store.set(await forgottenKey(workspace, user), clock.now(), forgottenTtlMs);
	return deletePerson(store, workspace, user);
}

/** Longer than any question is on its way: what has waited for an hour is not answered any more. */
const forgottenTtlMs = 2 * 60 * 60 * 1000;

/** That somebody was forgotten is kept under a name that doesn't tell who. */
async function forgottenKey(workspace: string, user: string): Promise<string> {
	const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`${workspace}:${user}`));
	return `forgotten:${workspace}:${Buffer.from(hash).toString("hex").slice(0, 32)}`;
}

/**
 * Called after something of a question's was stored: who wanted to be forgotten while it was on its way, of its asker and of
 * those whose words in the thread it went on from, is forgotten once more. Either this sees that they did, or they did so
 * after it was stored, and it was deleted then.
 */
export async function forgetAgain(store: Store, { workspace, user, receivedAt }: AskedQuestion, thread?: Thread, heard: readonly { user: string }[] = []): Promise<void> {
	const people = [...new Set([user, ...heard.map((one) => one.user)])];
	const forgotten = await Promise.all(people.map(async (one) => store.get(await forgottenKey(workspace, one))));
	for (const [at, one] of people.entries()) {
		const forgottenAt = forgotten[at];
		if (typeof forgottenAt === "number" && forgottenAt >= receivedAt) await deletePerson(store, workspace, one, thread);
	}
}

type Thread = { channel: string; threadTs: string };
const nameOf = ({ channel, threadTs }: Thread): string => `${channel}/${threadTs}`;

/** @param tookPartIn a thread that they took part in, whether or not it still says so */
async function deletePerson(store: Store, workspace: string, user: string, tookPartIn?: Thread): Promise<number> {
	const own = ownKinds.map((kind) => `${kind}:${workspace}:${user}`);
	const known = await Promise.all(own.map((key) => store.get(key)));
	const gone = own.filter((_, at) => known[at] !== undefined);
	for await (const [key] of store.entries(`feedback:${workspace}:`)) if (key.endsWith(`:${user}`)) gone.push(key);
	const cut: (() => Promise<void>)[] = [];
	const tookPart = new Set(tookPartIn === undefined ? [] : [nameOf(tookPartIn)]);
	for await (const { place, thread } of threadsWithPlaces(store, workspace)) {
		const others = thread.filter((one) => one.user !== user);
		if (others.length === thread.length) continue;
		tookPart.add(nameOf(place));
		cut.push(() => writeThread(store, place, others));
	}
	for await (const { key, message, record } of answersWithPlaces(store, workspace)) {
		if (record.user === user) gone.push(key);
		else if (tookPart.has(nameOf({ channel: message.channel, threadTs: record.threadTs }))) cut.push(() => rememberAnswer(store, message, withoutWords(record)));
	}
	await Promise.all([...gone.map((key) => store.delete(key)), ...cut.map((write) => write())]);
	return gone.length + cut.length;
}

/** What an answer came from, without the words that showed it: they may be somebody else's. */
function withoutWords(record: AnswerRecord): AnswerRecord {
	const { need } = record;
	const silent: Need = {
		...need,
		categories: need.categories.map((category) => ({ ...category, words: [] })),
		constraints: need.constraints.map((constraint) => ({ ...constraint, words: "" })),
		mentions: need.mentions.map((mention) => ({ ...mention, words: mention.name })),
	};
	return { ...record, need: silent };
}
