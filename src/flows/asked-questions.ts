import { z } from "zod";
import type { Store } from "../ports.ts";

/** As long as what an answer came from is kept. */
const ttlMs = 30 * 24 * 60 * 60 * 1000;
/** A person's last questions that are kept; the newest first. */
const most = 10;

const askedSchema = z.strictObject({ channel: z.string(), threadTs: z.string(), /** Of the answer. */ ts: z.string(), at: z.int() });
/** Where somebody asked and was answered: never what. */
export type Asked = z.infer<typeof askedSchema>;
const listSchema = z.array(askedSchema);

const keyOf = (workspace: string, user: string): string => `questions:${workspace}:${user}`;

export async function recallAsked(store: Store, workspace: string, user: string): Promise<Asked[]> {
	const stored = listSchema.safeParse(await store.get(keyOf(workspace, user)));
	return stored.success ? stored.data : [];
}

export async function rememberAsked(store: Store, workspace: string, user: string, asked: Asked): Promise<void> {
	const before = (await recallAsked(store, workspace, user)).filter(({ channel, ts }) => channel !== asked.channel || ts !== asked.ts);
	await store.set(keyOf(workspace, user), [asked, ...before].slice(0, most), ttlMs);
}
