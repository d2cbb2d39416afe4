/** Chances that come out the same for the same seed (xorshift32). */
export class Seeded {
	#state: number;

	constructor(seed: number) {
		this.#state = (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ seed) >>> 0 || 1;
	}

	/** From 0 up to, and without, 1. */
	next(): number {
		this.#state ^= this.#state << 13;
		this.#state ^= this.#state >>> 17;
		this.#state ^= this.#state << 5;
		this.#state >>>= 0;
		return this.#state / 0x1_0000_0000;
	}

	/** A whole number between both, both included. */
	between(from: number, to: number): number {
		return from + Math.floor(this.next() * (to - from + 1));
	}

	chance(probability: number): boolean {
		return this.next() < probability;
	}

	pick<T>(from: readonly T[]): T {
		if (from.length === 0) throw new Error("Expected something to pick from, got nothing");
		return from[this.between(0, from.length - 1)] as T;
	}
}
