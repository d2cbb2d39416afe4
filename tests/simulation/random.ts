/** Random numbers that are the same for the same seed: a run that fails can be run again. */
export class Random {
	#state: number;

	constructor(seed: number) {
		this.#state = seed >>> 0 || 1;
	}

	/** From 0 to just below 1 (mulberry32). */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let mixed = this.#state;
		mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	}

	happens = (probability: number): boolean => this.next() < probability;
	between = (from: number, until: number): number => from + Math.floor(this.next() * (until - from));
	of = <T>(list: readonly T[]): T => list[this.between(0, list.length)] as T; // never of an empty list
}
