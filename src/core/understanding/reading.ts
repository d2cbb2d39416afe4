import type { CategoryId } from "../catalog/vocabulary.ts";
import type { Constraint, LanguageCode, UnreadLanguage } from "../need.ts";
import type { CategoryTerms } from "./category-cues.ts";
import type { CleanText } from "./clean-text.ts";
import type { Mention } from "./mention.ts";
import type { PersonaSigns } from "./persona.ts";
import type { Label } from "./reading-model.ts";
import type { Turn } from "./turn.ts";

/** What one message says by itself. */
export type Reading = {
	clean: CleanText;
	terms: CategoryTerms;
	mentions: Mention[];
	constraints: Constraint[];
	labels: Record<Label, number>;
	categories: { id: CategoryId; words: string[] }[];
	persona: PersonaSigns;
	language: LanguageCode;
	/** The language of the message, where it is one that is not read. */
	unread?: UnreadLanguage;
	/** It names kinds of tools, and says nothing else. */
	bare?: true;
	/** It names language models, and says nothing else. */
	onlyModels?: boolean;
};

/** What a thread remembers of a message. */
export const turnOf = ({ categories, constraints, mentions, persona }: Reading, relevance: Turn["relevance"]): Turn => ({ categories, constraints, mentions, persona, relevance });
