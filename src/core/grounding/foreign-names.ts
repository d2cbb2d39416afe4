import { valuesOf } from "../need.ts";
import { toolsNamed } from "./named-tools.ts";
import { type Check, type Place, problem, textOf } from "./place.ts";
import { spell, withoutMarkup } from "./spelling.ts";

/** What everybody stands on, and where things run: nameable where the pick, the asker or the framework speaks of it. */
const ground = new Set(["git", "docker", "kubernetes", "aws", "gcp", "azure"]);
const recommending =
	/(?:^|[\s,;:(“"])(?:take|choose|pick|use|try|adopt|prefer|recommend|go with|go for|switch to|move to|start with|start on|opt for|choice is|nimm|nehmt|wähle|wählt|empfehle|wechselt zu|elige|elegid|usa|usad|use|recomiendo|prefiere|pásate a|choisis|choisissez|prends|prenez|utilise|utilisez|préfère|passez à|escolha|prefira|recomendo|mude para|gamitin|piliin|kunin|lumipat sa)\s(?:\S+\s)?$|(?:选择|选|改用|采用|推荐|使用)\s?$/iu;
const praised =
	/^\s(?:is|would be|remains|ist|wäre|es|sería|est|serait|é|seria)\s(?:the|a|your|der|die|das|el|la|le|o)\s?(?:\S+\s)?(?:better|best|right|safer|simpler|choice|pick|answer|fit|bessere|beste|richtige|mejor|meilleur\w*|melhor|bon)\b|^\s?(?:更好|更合适|最好)/iu;

/** Names other than the given tools'; what the asker runs may be named, but not recommended. */
export const checkNames: Check = (place) => {
	const unmarked = withoutMarkup(place.spelt.plain);
	const alsoNamed = unmarked === place.spelt.plain ? [] : toolsNamed(place.catalog, spell(unmarked));
	const given = new Set(place.given.map(({ id }) => id));
	const excluded = new Set(valuesOf(place.need, "exclude"));
	const askers = new Set([...place.need.mentions.map(({ id }) => id), ...valuesOf(place.need, "existing")].filter((id) => !excluded.has(id)));
	const foreign = [...place.named, ...alsoNamed].filter(({ id, inCatalog, words }) => !given.has(id) && !askers.has(id) && !(inCatalog ? isGround(place, id) : isCited(place, words)));
	const recommended = place.named.filter(({ id, start, end }) => !given.has(id) && !foreign.some((one) => one.id === id) && isRecommended(place.spelt.plain, start, end));
	return [
		...[...new Map(foreign.map((one) => [one.id, one])).values()].map(({ id, words }) => problem(place, "foreign_tool", `${words} (${id})`)),
		...recommended.map(({ words }) => problem(place, "recommends_other", words)),
	];
};

const isRecommended = (plain: string, start: number, end: number): boolean => recommending.test(plain.slice(Math.max(0, start - 40), start)) || praised.test(plain.slice(end, end + 40));

/** Kubernetes is a condition that a claim is checked against; a cloud is named where the asker named it. */
function isGround(place: Place, id: string): boolean {
	if (id === "kubernetes") return true;
	if (!ground.has(id)) return false;
	if (valuesOf(place.need, "cloud").includes(id)) return true;
	return (id === "git" || id === "docker") && [place.asked, ...place.framework, ...place.subjects.map(textOf)].some((text) => toolsNamed(place.catalog, spell(text)).some((one) => one.id === id));
}

/** A product that is no tool of the catalog may be named where a cited fact, the asker, or the given tool's own name does. */
const isCited = (place: Place, words: string): boolean => [place.asked, ...place.cited, ...place.given.map(({ name }) => name)].some((text) => text.toLowerCase().includes(words.toLowerCase()));
