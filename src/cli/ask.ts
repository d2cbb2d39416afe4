import { parseArgs, styleText } from "node:util";
import { type Knowledge, loadKnowledge } from "../bot.ts";
import { type Config, readConfig } from "../config.ts";
import { plainText } from "../core/answer/plain-text.ts";
import type { Recommendation } from "../core/recommend.ts";
import { recommend } from "../core/recommend.ts";
import { fail, type Usage, usageText } from "./usage.ts";
import { withModel } from "./with-model.ts";

const usage: Usage = {
	command: 'npm run ask -- "…"',
	does: "Answers a question in the terminal, as the bot would in a thread.",
	options: [
		["--json", "the need, the picks with scores and reasons, who was left out, and the answer, as JSON"],
		["--explain", "why each tool is where it is, and why others were left out"],
		["--title <title>", "the asker's profile title, such as “Data Scientist”"],
		["--no-model", "answer from the catalog alone, also where OPENAI_API_KEY is set"],
		["--help", "this text"],
	],
	example: 'npm run ask -- "which experiment tracker should five researchers use on-prem, no Kubernetes?"',
};

async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: { "no-model": { type: "boolean" }, json: { type: "boolean" }, explain: { type: "boolean" }, title: { type: "string" }, help: { type: "boolean", short: "h" } },
	});
	const text = positionals.join(" ").trim();
	if (values.help === true || text === "") {
		(values.help === true ? console.log : console.error)(usageText(usage));
		process.exitCode = values.help === true ? 0 : 1;
		return;
	}
	const { llm, catalogOverlay } = readConfig();
	const knowledge = loadKnowledge(catalogOverlay);
	const { reader, version } = knowledge;
	const question = { text, ...(values.title === undefined ? {} : { title: values.title }) };
	const result = llm === undefined || values["no-model"] === true ? recommend(reader, knowledge.search, question, new Date().toISOString().slice(0, 10)) : await askWithModel(knowledge, llm, question);
	if (values.json === true) {
		console.log(JSON.stringify(asJson(result, plainText(reader.catalog, result.answer), version), null, 2));
		return;
	}
	const [headline, ...rest] = plainText(reader.catalog, result.answer).split("\n");
	console.log([bold(headline ?? ""), ...rest].join("\n"));
	if (values.explain === true) console.log(`\n${explanation(result)}`);
}

/** Says on standard error why a model that is set up did not do its part. */
function askWithModel(knowledge: Knowledge, llm: NonNullable<Config["llm"]>, question: { text: string; title?: string }): Promise<Recommendation> {
	return withModel(knowledge, llm, (code) => console.error(`The model did not do its part (${code}); what it left open is from the catalog.`)).answer(question);
}

/** Bold on a terminal only. */
const bold = (text: string): string => styleText("bold", text, { stream: process.stdout });

function asJson({ need, shortlist, answer, violations }: Recommendation, text: string, version: string) {
	return {
		catalog: version,
		kind: answer.kind,
		need,
		headline: answer.headline,
		picks: answer.picks.map(({ tool, category, why, serves, tradeOff, notes }) => ({
			tool: tool.id,
			name: tool.name,
			category,
			why,
			serves,
			ring: tool.ring.value,
			licence: tool.licence,
			hosting: tool.hosting.modes,
			trade_off: { fact: tradeOff.id, text: tradeOff.text, source: tradeOff.source },
			notes,
		})),
		ranked: shortlist.ranked.slice(0, 10).map(({ tool, score, reasons }) => ({ tool: tool.id, score, reasons })),
		left_out: shortlist.leftOut.map(({ tool, because, unknown }) => ({ tool: tool.id, because, unknown })),
		question: answer.question ?? null,
		violations,
		text,
	};
}

function explanation({ need, shortlist }: Recommendation): string {
	const lines = [
		bold("Understood"),
		`intent ${need.intent}; persona ${need.persona.id} (${need.persona.confidence.toFixed(2)}${need.persona.words.length > 0 ? `, from ${need.persona.words.map((word) => `“${word}”`).join(", ")}` : ""})`,
	];
	for (const { id, words } of need.categories) lines.push(`category ${id}${words.length > 0 ? ` (from ${words.map((word) => `“${word}”`).join(", ")})` : " (from the whole message)"}`);
	for (const { kind, value, words } of need.constraints) lines.push(`${kind}: ${value} (from “${words}”)`);
	for (const { id, words, inCatalog } of need.mentions) lines.push(`mentions ${id} (“${words}”)${inCatalog ? "" : ", which the catalog does not hold"}`);
	lines.push("", bold("Ranked"));
	for (const { tool, score, reasons } of shortlist.ranked.slice(0, 10)) {
		lines.push(`${score.toFixed(2).padStart(6)}  ${tool.name}`, ...reasons.map(({ points, why }) => `        ${points >= 0 ? "+" : ""}${points.toFixed(2)}  ${why}`));
	}
	if (shortlist.leftOut.length > 0) lines.push("", bold("Left out"), ...shortlist.leftOut.slice(0, 15).map(({ tool, because }) => `        ${tool.name}: ${because}`));
	return lines.join("\n");
}

main().catch((error: unknown) => fail(error, usage));
