import type { Turn } from "./understanding/turn.ts";

/** What there is to understand: the message as Slack delivers it, and what surrounds it. */
export type Question = {
	text: string;
	/** What the asker's earlier messages in the thread said, oldest first; each was answered. */
	earlier?: readonly Turn[];
	/** What was said in the thread before we were first asked there, by whoever said it, oldest first. */
	heard?: readonly Turn[];
	/** The asker's Slack profile title. */
	title?: string;
	/** What the person told us before, which wins. */
	toldPersona?: "ml-researcher" | "software-engineer" | "ml-engineer";
};
