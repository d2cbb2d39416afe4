import type { Catalog } from "../catalog/catalog.ts";
import type { Tool } from "../catalog/tool.ts";
import { type Constraint, constraintValues, type Need, valuesOf } from "../need.ts";
import { isHard, isSelfInstalled, meets } from "../ranking/hard-constraints.ts";
import { fold } from "../understanding/clean-text.ts";
import { type Cue, clauseAfter, clauseBefore, findCues, hasCue } from "../understanding/cues.ts";
import * as says from "./claim-cues.ts";
import { type Check, every, type Place, perLine, problem, strengthsOf, subjectsAt, textOf, turnedDownOf } from "./place.ts";
import type { GroundingCode, GroundingProblem } from "./problem.ts";

type Pair = `${Constraint["kind"]}=${string}`;

/** Something that prose can say of a tool and a field of the catalog can bear out or deny. */
type Claim = {
	name: string;
	code: GroundingCode;
	cues: readonly Cue[];
	holds: (place: Place, tool: Tool, words: string) => boolean;
	/** Whether its denial holds; where it is absent, denying it claims nothing. */
	deniedHolds?: (place: Place, tool: Tool) => boolean;
	/** Stated constraints that saying it breaks, and those that denying it does. */
	breaks?: readonly Pair[];
	deniedBreaks?: readonly Pair[];
};

const isMet = (catalog: Catalog, tool: Tool, kind: Constraint["kind"], value: string, need: Pick<Need, "constraints"> = { constraints: [] }): boolean =>
	meets(catalog, tool, { kind, value, words: "" }, need).ok;
const foldedLine = perLine(fold);
const cites = ({ cited }: Place, cues: readonly Cue[]): boolean => cited.some((text) => hasCue(foldedLine(text), cues));
const asks = ({ asked }: Place, words: string): boolean => foldedLine(asked).includes(` ${words} `);
/** A fact has to say it in the same words. */
const citesWords = ({ cited }: Place, words: string): boolean => cited.some((text) => foldedLine(text).includes(` ${words} `));
const runsItself = ({ need }: Place): boolean => need.constraints.some(({ kind, value }) => (kind === "hosting" && value !== "managed") || (kind === "cloud" && value === "on-prem"));
const isOpen = ({ catalog }: Place, tool: Tool): boolean => catalog.isOpenSource(tool);
const isManaged = (_: Place, tool: Tool): boolean => tool.hosting.modes.includes("managed");
const isFree = ({ catalog }: Place, tool: Tool): boolean => isMet(catalog, tool, "budget", "free");
const isPaid = (_: Place, tool: Tool): boolean => tool.pricing?.some((model) => model === "usage" || model === "seat" || model === "quote") === true;

/** "All of it is free" is not said of what has a paid edition too. */
const everyPart = / (?:all of it|everything|the (?:full|whole|entire)|alles|alle|todo|toda|tout|toute|tudo|lahat) |全部|所有/u;

const claims: readonly Claim[] = [
	{ name: "open source", code: "licence", cues: says.openSource, holds: isOpen, deniedHolds: (place, tool) => !isOpen(place, tool), deniedBreaks: ["licence=open-source"] },
	{
		name: "closed source",
		code: "licence",
		cues: says.closedSource,
		holds: (place, tool) => !isOpen(place, tool) || cites(place, says.closedSource),
		deniedHolds: isOpen,
		breaks: ["licence=open-source"],
	},
	{
		name: "free",
		code: "price",
		cues: says.free,
		holds: (place, tool) => (isFree(place, tool) && !(isPaid(place, tool) && everyPart.test(place.spelt.folded))) || cites(place, says.free),
		deniedHolds: (place, tool) => !isFree(place, tool),
		deniedBreaks: ["budget=free"],
	},
	{ name: "paid", code: "price", cues: says.paid, holds: (place, tool) => isPaid(place, tool) || cites(place, says.paid), deniedHolds: isFree, breaks: ["budget=free"] },
	{
		name: "self-hosted",
		code: "unsupported_claim",
		cues: says.selfHosted,
		holds: (_, tool) => isSelfInstalled(tool),
		deniedHolds: isManaged,
		breaks: ["hosting=managed"],
		deniedBreaks: ["hosting=self-hosted", "hosting=air-gapped", "cloud=on-prem"],
	},
	{
		name: "managed",
		code: "unsupported_claim",
		cues: says.managed,
		holds: isManaged,
		deniedHolds: (place, tool) => !isManaged(place, tool),
		breaks: ["hosting=self-hosted", "hosting=air-gapped", "cloud=on-prem"],
		deniedBreaks: ["hosting=managed"],
	},
	{
		name: "without a connection",
		code: "unsupported_claim",
		cues: says.airGapped,
		holds: (place, tool) =>
			tool.hosting.air_gapped === true || cites(place, says.airGapped) || (valuesOf(place.need, "hosting").includes("air-gapped") && isMet(place.catalog, tool, "hosting", "air-gapped")),
		deniedBreaks: ["hosting=air-gapped"],
	},
	...complianceClaims(),
	{ name: "certified", code: "unsupported_claim", cues: says.certified, holds: (place, tool) => ((tool.compliance ?? []).length > 0 || cites(place, says.certified)) && !runsItself(place) },
	{ name: "actively maintained", code: "unsupported_claim", cues: says.maintained, holds: (place, _, words) => citesWords(place, words), deniedHolds: (place) => cites(place, says.maintained) },
	{
		name: "ended",
		code: "unsupported_claim",
		cues: says.ended,
		holds: (place, tool, words) => tool.status.state !== "active" || citesWords(place, words),
		deniedHolds: (place, tool) => tool.status.state === "active" && cites(place, says.ended),
	},
	{ name: "a promise", code: "unsupported_claim", cues: says.promises, holds: (place, _, words) => citesWords(place, words) },
	{ name: "praised or used by others", code: "unsupported_claim", cues: says.endorsed, holds: (place, _, words) => citesWords(place, words) || asks(place, words) },
	{ name: "an accusation", code: "unsupported_claim", cues: says.accused, holds: (place, _, words) => citesWords(place, words) || asks(place, words) },
	{
		name: "risky advice",
		code: "unsupported_claim",
		cues: says.risky,
		holds: (place, tool, words) => citesWords(place, words) || asks(place, words) || foldedLine(textOf(tool)).includes(` ${words}`),
	},
	// Denying them says that the tool does without.
	{
		name: "a database",
		code: "unsupported_claim",
		cues: says.database,
		holds: () => true,
		deniedHolds: (_, tool) => !hasCue(foldedLine(strengthsOf(tool)), says.database) && !databases.test(strengthsOf(tool)),
	},
	{ name: "Python", code: "unsupported_claim", cues: says.python, holds: () => true, deniedHolds: (_, tool) => !hasCue(foldedLine(strengthsOf(tool)), says.python) },
];
const databases = /sqlite|postgres|mysql|mongodb|mssql|clickhouse|rocksdb/i;

function complianceClaims(): Claim[] {
	return constraintValues.compliance.map((rule) => ({
		name: rule,
		code: "unsupported_claim",
		cues: says.compliance[rule],
		// What a vendor has certified is its own service; what one runs oneself is one's own to certify.
		holds: (place: Place, tool: Tool) => tool.compliance?.includes(rule) === true && !runsItself(place),
		deniedHolds: (_: Place, tool: Tool) => tool.compliance?.includes(rule) !== true,
		deniedBreaks: [`compliance=${rule}`],
	}));
}

/** What prose says of licence, price, hosting, Kubernetes, compliance and state, held against the fields; and whether it breaks what the asker stated. */
export const checkClaims: Check = (place) => {
	const { folded } = place.spelt;
	const stated = new Set(place.need.constraints.map(({ kind, value }) => `${kind}=${value}`));
	const found = claims.flatMap((claim): GroundingProblem[] =>
		findCues(folded, claim.cues).flatMap((hit): GroundingProblem[] => {
			const denied = isDenied(folded, hit);
			const subjects = subjectsAt(place, plainStart(place, hit.start, folded));
			const holds = denied ? (claim.deniedHolds ?? (() => true)) : claim.holds;
			const out = turnedDownOf(place, subjects);
			// That it breaks what was stated is why it is out.
			if (out !== undefined && hasCue(foldedLine(out.because), claim.cues)) return [];
			const broken = out !== undefined ? [] : ((denied ? claim.deniedBreaks : claim.breaks)?.filter((pair) => stated.has(pair)) ?? []);
			if (broken.length > 0) return [problem(place, "breaks_constraint", `${hit.words} (${broken.join(", ")})`)];
			return every(subjects, (tool) => holds(place, tool, hit.words)) ? [] : [problem(place, claim.code, `${denied ? "not " : ""}${claim.name}: ${hit.words}`)];
		}),
	);
	return [...found, ...kubernetesProblems(place, folded, stated), ...brokenBySubjects(place)];
};

/**
 * A denial stands right before what it denies, articles and the like aside: "nobody waits here and it is free" denies nothing,
 * nor does "not all of it: it is free".
 */
const denying =
	/(?:^|\s)(?:no|not|non|without|never|neither|nor|cannot|[a-z]+n't|none of the|kein\w*|ohne|nicht|nie|sin|ni|nunca|sans|pas|jamais|aucun\w*|sem|nao|nem|nenhum\w*|hindi|walang|wala)(?:\s(?:a|an|any|the|really|even|strictly|truly|fully|entirely|completely|just|only|come|comes|as|be|been|need|for|to|have|having|require|requiring|want|run|running|hace|falta|necesita\w*|besoin|precisa\w*|brauch\w*|on|in|with|your|using|use|of|ein|eine|einen|einem|als|ganz|auf|un|una|une|uma|de|d'|en|sur|em|com|le|la|el|os|tout|fait|na|ang))*\s$|(?:不|没有|没|无|非|无需|不用|不是|并非|不需要|不提供|不支持)[^，。；！？]{0,2}\s?$/u;
const isDeniedBefore = (folded: string, start: number): boolean => denying.test(`${folded.slice(Math.max(0, start - 60), start).replace(/^.* [.,;:!?] /, " ")} `.replace(/\s+$/, " "));
const isDenied = (folded: string, hit: { words: string; start: number; end: number }): boolean => isDeniedBefore(folded, hit.start) || deniedAfter.test(clauseAfter(folded, hit.end - 1));
const deniedAfter = /^ (?:is|are|ist|es|est|e)?\s?(?:not|never|no|nicht|pas|nao|hindi) (?:an? )?(?:option|possible|available|offered|included|there|opcion|moglich|dabei)/;

/** Where a place of the folded text lies in the plain one, as far as names are told apart by it: by the share of letters before it. */
function plainStart({ spelt: { plain } }: Place, start: number, folded: string): number {
	const letters = folded.slice(0, start).replace(/[^\p{L}\p{N}]/gu, "").length;
	let seen = 0;
	for (let at = 0; at < plain.length; at++) {
		if (seen >= letters) return at;
		if (/[\p{L}\p{N}]/u.test(plain.charAt(at))) seen++;
	}
	return plain.length;
}

/** Kubernetes is required, possible or not needed; and it is the one infrastructure that askers refuse most. */
function kubernetesProblems(place: Place, folded: string, stated: ReadonlySet<string>): GroundingProblem[] {
	return findCues(folded, says.kubernetes).flatMap((hit): GroundingProblem[] => {
		const tools = subjectsAt(place, plainStart(place, hit.start, folded));
		const out = turnedDownOf(place, tools);
		if (out !== undefined && hasCue(foldedLine(out.because), says.kubernetes)) return [];
		const before = clauseBefore(folded, hit.start);
		const isRequired = hasCue(before, says.required);
		const without =
			(isRequired ? needless.test(before) : isDeniedBefore(folded, hit.start)) ||
			hasCue(` ${clauseAfter(folded, hit.end - 1)}`, says.optional) ||
			hasCue(clauseBefore(folded, hit.start), says.optional);
		if (without) {
			const holds = (tool: Tool): boolean =>
				tool.kubernetes === "no" || tool.kubernetes === "optional" || (tool.kubernetes === undefined && isMet(place.catalog, tool, "kubernetes", "no", place.need)) || isNeverRun(place, tool);
			return every(tools, holds) ? [] : [problem(place, "unsupported_claim", `without ${hit.words}`)];
		}
		if (stated.has("kubernetes=no")) return [problem(place, "breaks_constraint", `${hit.words} (kubernetes=no)`)];
		const holds = (tool: Tool): boolean =>
			tool.kubernetes === "required" || (!isRequired && tool.kubernetes === "optional") || cites(place, says.kubernetes) || (!isRequired && stated.has("kubernetes=yes"));
		return every(tools, holds) ? [] : [problem(place, "unsupported_claim", `${isRequired ? "needs " : "on "}${hit.words}`)];
	});
}

/** "Doesn't need", "no need for", "ohne … zu brauchen": the denial stands right before the need. */
const needless =
	/(?:n't|\bnot|\bno|\bnever|\bwithout|\bnicht|\bkein\w*|\bohne|\bsin|\bsans|\bne|\bn'|\bsem|\bnao|\bhindi|\bwalang)\s?(?:(?:really|even|strictly|always|zwingend|unbedingt|hace|se|tem que|le) )?(?:requir\w*|need\w*|must|depend\w*|brauch\w*|benotig\w*|verlang\w*|requier\w*|necesit\w*|exig\w*|requi\w*|necessit\w*|precis\w*|kailangan)|(?:braucht|benotigt|verlangt) (?:kein\w*|nicht)|(?:requires?|needs?) no\b|(?:requiert|necessite|exige) (?:pas|aucun)|不需要|无需|不必|不依赖/u;

/** What its vendor runs needs no cluster of the asker's. */
const isNeverRun = (place: Place, tool: Tool): boolean => tool.hosting.modes.includes("managed") && !runsItself(place);

/** Tools that don't meet what was stated are never praised: only a comparison names them at all, and says why they are out. */
function brokenBySubjects(place: Place): GroundingProblem[] {
	if (!place.part.startsWith("pick_")) return [];
	return place.subjects.flatMap((tool) =>
		place.need.constraints.filter(isHard).flatMap((constraint) => {
			const verdict = meets(place.catalog, tool, constraint, place.need);
			return verdict.ok ? [] : [problem(place, "breaks_constraint", `${tool.id} (${constraint.kind}=${constraint.value})`)];
		}),
	);
}
