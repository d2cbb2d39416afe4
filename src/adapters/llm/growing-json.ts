import { Allow, parse } from "partial-json";
import type { Growing } from "../../core/growing.ts";

/** One object or array that is not closed yet, and where in it the text stands. */
type Open = { kind: "object"; key: string | undefined; expects: "key" | "value" } | { kind: "array"; at: number };

/** Longest text behind the object that is waited for: some models end in blanks without an end. */
const longestAside = 200;
const wordValues = new Set(["true", "false", "null"]);
/** What some models think aloud before they answer. */
const thinking = { from: "<think>", to: "</think>" };

/**
 * A JSON object that arrives in pieces, perhaps inside a Markdown fence or after other words. `partial-json` reads what is
 * complete of it; the scanner here knows what is still open, which the value alone does not show.
 */
export class GrowingJson {
	#text = "";
	/** Where the object begins in the text; -1 until it does. */
	#start = -1;
	/** How far the text has been scanned. */
	#at = 0;
	/** Behind the object's last brace; -1 until it is closed. */
	#end = -1;
	readonly #open: Open[] = [];
	#inString = false;
	#escaped = false;
	#stringStart = 0;
	#scalarStart = -1;

	/** How many characters have arrived. */
	get length(): number {
		return this.#text.length;
	}

	/** The object is there, down to its last brace. */
	get closed(): boolean {
		return this.#end >= 0;
	}

	/** Nothing more of use will come: the object is closed, and what follows is not about to end. */
	get ramblesOn(): boolean {
		return this.closed && this.#text.length - this.#end > longestAside;
	}

	/** Takes the next piece; `true` where something more of the object is complete. */
	add(piece: string): boolean {
		this.#text += piece;
		if (this.#start < 0) this.#begin();
		return this.#start >= 0 && !this.closed && this.#scan();
	}

	/** What is complete of the object; `undefined` before it begins, and where it is no JSON. */
	growing(): Growing | undefined {
		if (this.#start < 0) return undefined;
		try {
			const value: unknown = parse(this.#json(), Allow.COLLECTION);
			return { value, open: this.closed ? undefined : this.#openPath() };
		} catch {
			return undefined;
		}
	}

	/**
	 * The object, once it is closed.
	 * @throws SyntaxError where it is not, or is no JSON
	 */
	whole(): unknown {
		if (!this.closed) throw new SyntaxError("Expected a JSON object, got none that is closed");
		return JSON.parse(this.#json());
	}

	#json(): string {
		return this.#text.slice(this.#start, this.closed ? this.#end : undefined);
	}

	#begin(): void {
		const trimmed = this.#text.trimStart();
		let from = this.#text.length - trimmed.length;
		// Half of the opening tag may have arrived.
		if (thinking.from.startsWith(trimmed.slice(0, thinking.from.length))) {
			const thought = this.#text.indexOf(thinking.to, from);
			if (thought < 0) return;
			from = thought + thinking.to.length;
		}
		this.#start = this.#text.indexOf("{", from);
		this.#at = this.#start;
	}

	/** The path to the innermost open object or array. */
	#openPath(): (string | number)[] {
		return this.#open.slice(0, -1).map((open) => (open.kind === "array" ? open.at : (open.key ?? "")));
	}

	#scan(): boolean {
		let completed = false;
		for (; this.#at < this.#text.length && !this.closed; this.#at++) {
			const character = this.#text[this.#at] as string;
			completed = (this.#inString ? this.#inside(character) : this.#between(character)) || completed;
		}
		return completed;
	}

	/** Within a string; `true` where it ends and is a value. */
	#inside(character: string): boolean {
		if (this.#escaped) this.#escaped = false;
		else if (character === "\\") this.#escaped = true;
		else if (character === '"') {
			this.#inString = false;
			const open = this.#open.at(-1);
			if (open?.kind !== "object" || open.expects === "value") return true;
			open.key = keyOf(this.#text.slice(this.#stringStart, this.#at + 1));
		}
		return false;
	}

	/** Outside of strings; `true` where a value ends. */
	#between(character: string): boolean {
		const open = this.#open.at(-1);
		const isScalar = !'"{}[],: \n\r\t'.includes(character);
		const endsScalar = this.#scalarStart >= 0 && !isScalar;
		if (isScalar && this.#scalarStart < 0) this.#scalarStart = this.#at;
		// A number may go on until something else follows; a word may not.
		const endsWord = isScalar && wordValues.has(this.#text.slice(this.#scalarStart, this.#at + 1));
		if (endsScalar || endsWord) this.#scalarStart = -1;
		if (character === '"') {
			this.#inString = true;
			this.#stringStart = this.#at;
		} else if (character === "{") this.#open.push({ kind: "object", key: undefined, expects: "key" });
		else if (character === "[") this.#open.push({ kind: "array", at: 0 });
		else if (character === ":" && open?.kind === "object") open.expects = "value";
		else if (character === "," && open?.kind === "object") open.expects = "key";
		else if (character === "," && open?.kind === "array") open.at++;
		else if (character === "}" || character === "]") {
			this.#open.pop();
			if (this.#open.length === 0) this.#end = this.#at + 1;
			return true;
		}
		return endsScalar || endsWord;
	}
}

function keyOf(literal: string): string {
	try {
		return String(JSON.parse(literal));
	} catch {
		return "";
	}
}
