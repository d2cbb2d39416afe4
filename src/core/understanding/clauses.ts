/** A clause shorter than this says too little to be read alone. */
const leastWords = 5;
/** A message up to this many words is about one thing, or names both. */
const shortMessage = 18;

/** Words by which a clause wants something; the others tell how things are. */
const asks =
	/\b(?:need|want|looking|something|somewhere|someone|someplace|tool|which|what|how|where|should|would like|way to|recommend|suggest|must|has to|have to|missing|lack|love|wish|help)\b|\?|[\u00c0-\u024f\u4e00-\u9fff]/iu;

const borders = /(?<=[.!?;:])\s+|\s+(?:and then|plus|also|and|,)\s+(?=(?:i|we|something|a|an|one|some|need|want|then|after|somewhere|someone)\b)|\(\d\)/i;

/** The parts of a longer message that may each ask for something of their own; none for a short one. */
export function clausesOf(plain: string): string[] {
	const words = (text: string): number => text.split(" ").length;
	if (words(plain) <= shortMessage) return [];
	const clauses = plain.split(borders).filter((clause) => words(clause) >= leastWords);
	return clauses.length > 1 ? clauses.filter((clause) => asks.test(clause)) : [];
}
