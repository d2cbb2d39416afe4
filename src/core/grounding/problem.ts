/** Why a part that a model wrote is not shown. The codes are stable: they are counted, and told to the model for its one repair. */
export const groundingCodes = [
	// Shape and ids
	"malformed",
	"not_a_pick",
	"foreign_fact",
	// Names
	"foreign_tool",
	"unknown_product",
	"recommends_other",
	// Characters and form
	"unusual_character",
	"spelled_out",
	"markup",
	"link",
	"mention",
	"too_long",
	"empty",
	"wrong_language",
	// What is said
	"number",
	"price",
	"licence",
	"superlative",
	"unsupported_claim",
	"breaks_constraint",
	"echo",
	"self_talk",
] as const;

export type GroundingCode = (typeof groundingCodes)[number];

/** One thing that a model wrote and that neither the catalog nor the asker bears out. */
export type GroundingProblem = {
	code: GroundingCode;
	/** The part, and the field in it: "pick_1.why", "headline". */
	at: string;
	/** The words that are meant, or what was expected. */
	detail: string;
};
