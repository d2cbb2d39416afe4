import { valuesOf } from "../need.ts";
import { toolsNamed } from "./named-tools.ts";
import { type Check, type Place, problem, textOf } from "./place.ts";
import { spell, withoutMarkup } from "./spelling.ts";
import { isRecommended, isSurrounding } from "./surroundings.ts";

/** What everybody stands on, and where things run: nameable where the pick, the asker or the framework speaks of it. */
const ground = new Set(["git", "docker", "kubernetes", "aws", "gcp", "azure"]);
/** Names other than the given tools'; what the asker runs may be named, but not recommended. */
export const checkNames: Check = (place) => {
	const unmarked = withoutMarkup(place.spelt.plain);
	const alsoNamed = unmarked === place.spelt.plain ? [] : toolsNamed(place.catalog, spell(unmarked));
	const given = new Set(place.given.map(({ id }) => id));
	const turnedDown = new Set(place.turnedDown.map(({ tool }) => tool.id));
	const running = new Set(valuesOf(place.need, "existing"));
	const excluded = new Set(valuesOf(place.need, "exclude"));
	const askers = new Set([...place.need.mentions.map(({ id }) => id), ...valuesOf(place.need, "existing")].filter((id) => !excluded.has(id)));
	const foreign = [...place.named, ...alsoNamed].filter(
		({ id, inCatalog, words }) => !given.has(id) && !turnedDown.has(id) && !askers.has(id) && !(inCatalog ? isGround(place, id) : isCited(place, words)),
	);
	const recommended = place.named.filter(({ id, start, end }) => {
		if (turnedDown.has(id)) return !isDismissed(place, start, end);
		if (given.has(id) || foreign.some((one) => one.id === id)) return false;
		// What they run may also be said to do something: "if Spark computes the features".
		return running.has(id) || isGround(place, id) || isBorne(place, place.spelt.plain.slice(start, end)) ? isRecommended(place.spelt.plain, start, end) : !isSurrounding(place.spelt.plain, start, end);
	});
	return [
		...[...new Map(foreign.map((one) => [one.id, one])).values()].map(({ id, words }) => problem(place, "foreign_tool", `${words} (${id})`)),
		...recommended.map(({ words }) => problem(place, "recommends_other", words)),
	];
};

/** Said not to be it, in the sentence that names it, and not recommended all the same. */
const dismissing =
	/(?<!\p{L})(?:not|no|cannot|\p{L}+n['’]t|out|rules?|ruled|fails?|lacks?|misses|breaks?|needs?|requires?|without|against|nicht|kein\p{L}*|fällt|raus|scheidet|braucht|verlangt|no|sin|fuera|descarta\p{L}*|necesita|requiere|pas|sans|exclu\p{L}*|écart\p{L}*|exige|não|sem|fora|descarta\p{L}*|precisa|hindi|wala|walang|kailangan)(?!\p{L})|不|没|无法|排除|需要/iu;
function isDismissed({ spelt: { plain } }: Place, start: number, end: number): boolean {
	const before =
		plain
			.slice(0, start)
			.split(/[.;:!?。；！？]/u)
			.at(-1) ?? "";
	const after = plain.slice(end).split(/[.;:!?。；！？]/u)[0] ?? "";
	return !isRecommended(plain, start, end) && dismissing.test(`${before} ${after}`);
}

/** Kubernetes is a condition that a claim is checked against; a cloud is named where the asker named it. */
function isGround(place: Place, id: string): boolean {
	if (id === "kubernetes") return true;
	if (!ground.has(id)) return false;
	if (valuesOf(place.need, "cloud").includes(id)) return true;
	return (id === "git" || id === "docker") && [place.asked, ...place.framework, ...place.subjects.map(textOf)].some((text) => toolsNamed(place.catalog, spell(text)).some((one) => one.id === id));
}

/** A cited fact names it as well: then it is no advice that the asker brought along. */
const isBorne = ({ cited }: Place, words: string): boolean => cited.some((text) => text.toLowerCase().includes(words.toLowerCase()));

/** A product that is no tool of the catalog may be named where a cited fact, the asker, or the given tool's own name does. */
const isCited = (place: Place, words: string): boolean => [place.asked, ...place.cited, ...place.given.map(({ name }) => name)].some((text) => text.toLowerCase().includes(words.toLowerCase()));
