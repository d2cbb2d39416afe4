import { Delivery, type Payload } from "../../src/playground/delivery.ts";

/** So many words in a row are nobody else's. */
const inARow = 4;
/** Hostile payloads hold text without end; what people ask comes first. */
const mostPhrases = 50_000;

/** What people typed at a bot, and the tokens that it was given, beside everything that it wrote: the one must never stand in the other. */
export class Leaks {
	readonly #typed = new Set<string>();
	readonly #secrets = new Set<string>();
	readonly #written: { where: string; text: () => string }[] = [];

	/** Somebody typed this. */
	hear(text: unknown): void {
		if (typeof text !== "string" || this.#typed.size > mostPhrases) return;
		for (const phrase of phrasesOf(text)) this.#typed.add(phrase);
	}

	/** Settings of a process, of which some are secret. */
	keep(settings: Record<string, string>): void {
		for (const [name, value] of Object.entries(settings)) if (/TOKEN|SECRET|API_KEY/.test(name) && value.length > 8) this.#secrets.add(value);
	}

	/** What a bot writes; read at the end. */
	watch(where: string, text: () => string): void {
		this.#written.push({ where, text });
	}

	/** Where something stands that must not: the first words of it, or the beginning of the secret. */
	find(): string[] {
		return this.#written.flatMap(({ where, text }) => {
			const lines = text().split("\n");
			const phrases = lines.flatMap((line) => [...phrasesOf(line)].find((phrase) => this.#typed.has(phrase)) ?? []);
			const secrets = [...this.#secrets].filter((secret) => lines.some((line) => line.includes(secret)));
			return [...phrases.slice(0, 1).map((phrase) => `${where}: “${phrase}”`), ...secrets.map((secret) => `${where}: ${secret.slice(0, 6)}…`)];
		});
	}
}

function* phrasesOf(text: string): Generator<string> {
	const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
	for (let at = 0; at + inARow <= words.length; at++) yield words.slice(at, at + inARow).join(" ");
}

/** Of everything in this process: what is delivered is heard, and each test file ends with looking for it. */
export const leaks = new Leaks();

const send = Delivery.prototype.send;
Delivery.prototype.send = function (payload: Payload) {
	const { event, text, view } = payload.body as { event?: { text?: unknown }; text?: unknown; view?: { state?: unknown } };
	leaks.hear(event?.text);
	leaks.hear(text);
	JSON.stringify(view?.state ?? null, (key, value: unknown) => {
		if (key === "value") leaks.hear(value);
		return value;
	});
	return send.call(this, payload);
};

if (process.env.VITEST !== undefined) {
	const { afterAll, expect } = await import("vitest");
	afterAll(() => expect(leaks.find(), "what was typed, or a token, in what was written").toEqual([]));
}
