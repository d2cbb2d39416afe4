/** A tool that somebody named, with the words, their place in the folded text, and the part it plays. */
export type Mention = {
	id: string;
	name: string;
	words: string;
	inCatalog: boolean;
	/** The catalog knows that it has ended. */
	ended: boolean;
	start: number;
	end: number;
	role: "existing" | "exclude" | "plain";
	/** The question is whether to take this one: "should we use MLflow?" */
	asked?: true;
};
