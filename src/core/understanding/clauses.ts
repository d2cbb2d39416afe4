/** A clause shorter than this says too little to be read alone. */
const leastWords = 5;
/** A message up to this many words is about one thing, or names both. */
const shortMessage = 18;

const borders = /(?<=[.!?;:])\s+|\s+(?:and then|plus|also|and|,)\s+(?=(?:i|we|something|a|an|one|some|need|want|then|after|somewhere|someone)\b)|\(\d\)/i;

/** The parts of a longer message that may each ask for something of their own; none for a short one. */
export function clausesOf(plain: string): string[] {
	const words = (text: string): number => text.split(" ").length;
	if (words(plain) <= shortMessage) return [];
	const clauses = plain.split(borders).filter((clause) => words(clause) >= leastWords);
	return clauses.length > 1 ? clauses : [];
}
