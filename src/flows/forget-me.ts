import { z } from "zod";
import type { Store } from "../ports.ts";

const oneOf = z.looseObject({ user: z.string() });

/**
 * Deletes what is kept of a person in a workspace: what they told us they are, their title, their questions, what answers to
 * them came from, their votes, and their part in each thread.
 * @returns how many entries were deleted or cut
 */
export async function forgetPerson(store: Store, workspace: string, user: string): Promise<number> {
	const own = ["persona", "title", "questions", "asked"].map((kind) => `${kind}:${workspace}:${user}`);
	const known = await Promise.all(own.map((key) => store.get(key)));
	const gone = own.filter((_, at) => known[at] !== undefined);
	for await (const [key] of store.entries(`feedback:${workspace}:`)) if (key.endsWith(`:${user}`)) gone.push(key);
	for await (const [key, value] of store.entries(`answer:${workspace}:`)) if (oneOf.safeParse(value).data?.user === user) gone.push(key);
	let cut = 0;
	for await (const [key, value] of store.entries(`thread:${workspace}:`)) {
		if (!Array.isArray(value)) continue;
		const others = value.filter((entry) => oneOf.safeParse(entry).data?.user !== user);
		if (others.length === value.length) continue;
		if (others.length === 0) gone.push(key);
		else {
			cut++;
			await store.set(key, others, threadTtlMs);
		}
	}
	await Promise.all(gone.map((key) => store.delete(key)));
	return gone.length + cut;
}

/** What is left of a thread may live on as long as one that was just spoken in. */
const threadTtlMs = 30 * 24 * 60 * 60 * 1000;
