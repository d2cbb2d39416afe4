import { nearest, question } from "../nearest.ts";

/** IANA zones by their names and by their places' names. */

/** Zones that go by no place. */
const withoutPlace = ["UTC", "GMT"];
/** Places that people name and no zone is called by, by the zone that holds there. */
const otherPlaces: Readonly<Record<string, string>> = {
	"san francisco": "America/Los_Angeles",
	seattle: "America/Los_Angeles",
	boston: "America/New_York",
	washington: "America/New_York",
	austin: "America/Chicago",
	montreal: "America/Toronto",
	munich: "Europe/Berlin",
	hamburg: "Europe/Berlin",
	cologne: "Europe/Berlin",
	barcelona: "Europe/Madrid",
	milan: "Europe/Rome",
	geneva: "Europe/Zurich",
	kyiv: "Europe/Kyiv",
	bangalore: "Asia/Kolkata",
	bengaluru: "Asia/Kolkata",
	mumbai: "Asia/Kolkata",
	delhi: "Asia/Kolkata",
	beijing: "Asia/Shanghai",
	"rio de janeiro": "America/Sao_Paulo",
	"cape town": "Africa/Johannesburg",
};

let known: { names: readonly string[]; byName: ReadonlyMap<string, string>; byPlace: ReadonlyMap<string, string> } | undefined;

function zones(): NonNullable<typeof known> {
	const names = [...Intl.supportedValuesOf("timeZone"), ...withoutPlace];
	known ??= {
		names,
		byName: new Map(names.map((name) => [keyOf(name), name])),
		byPlace: new Map([...names.map((name): [string, string] => [placeOf(name), name]), ...Object.entries(otherPlaces)]),
	};
	return known;
}

const keyOf = (name: string): string => name.toLowerCase().replace(/ /g, "_");
/** "America/Argentina/Buenos_Aires" is the zone of Buenos Aires. */
const placeOf = (name: string): string => (name.split("/").at(-1) ?? name).toLowerCase().replace(/_/g, " ");

/**
 * The zone that somebody means: by its name in any case, or by the place that it is called after.
 * @returns the zone, or what is wrong, with the nearest zones
 */
export function readZone(written: string): { zone: string } | { problem: string } {
	const { names, byName, byPlace } = zones();
	const name = keyOf(written);
	const zone = byName.get(name) ?? byPlace.get(name.replace(/_/g, " ")) ?? formerName(written);
	if (zone !== undefined) return { zone };
	if (/^[A-Z]{2,5}(?:[+-]\d+)?$/.test(written)) return { problem: `Expected a time zone by its place, such as Europe/Berlin, got “${written}”, which does not say when the clocks change.` };
	const near = nearest(name.replace(/_/g, " "), byPlace.keys()).flatMap((place) => byPlace.get(place) ?? []);
	return { problem: `Expected a time zone such as Europe/Berlin, got “${written}”.${question([...nearest(name, names), ...near].slice(0, 1))}` };
}

/**
 * Older and newer names of a zone that the runtime knows beside its own, such as Asia/Kolkata. Abbreviations are none: EST
 * never changes its clocks, and New York does.
 */
function formerName(written: string): string | undefined {
	if (!/^[a-z]+\/[a-z_/-]+$/i.test(written)) return undefined;
	try {
		new Intl.DateTimeFormat("en-GB", { timeZone: written });
		return written.replace(/[a-z]+/gi, (part) => part.slice(0, 1).toUpperCase() + part.slice(1).toLowerCase());
	} catch {
		return undefined;
	}
}
