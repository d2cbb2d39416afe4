/** What somebody typed is not there: said in one sentence, with what they may have meant, and exit code 1. */
export class Mistake extends Error {
	readonly code = "mistake";
	constructor(message: string) {
		super(message);
		this.name = "Mistake";
	}
}
