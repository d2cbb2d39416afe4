import { z } from "zod";
import { type ToldPersona, toldPersonas } from "../core/conversation/subcommands.ts";
import type { Store } from "../ports.ts";

/** What people said they are is kept for a year, or until they say otherwise. */
const ttlMs = 365 * 24 * 60 * 60 * 1000;
const toldSchema = z.strictObject({ persona: z.enum(toldPersonas) });

const keyOf = (workspace: string, user: string): string => `persona:${workspace}:${user}`;

/** Whom a person told us they are; it wins over whatever is read. */
export async function recallPersona(store: Store, workspace: string, user: string): Promise<ToldPersona | undefined> {
	const stored = toldSchema.safeParse(await store.get(keyOf(workspace, user)));
	return stored.success ? stored.data.persona : undefined;
}

/** @param persona `undefined` to forget it */
export async function rememberPersona(store: Store, workspace: string, user: string, persona: ToldPersona | undefined): Promise<void> {
	if (persona === undefined) await store.delete(keyOf(workspace, user));
	else await store.set(keyOf(workspace, user), { persona }, ttlMs);
}
