import { checkModel, type ModelCheck } from "../../adapters/llm/check-model.ts";
import { connectToRedis, disconnect } from "../../adapters/redis/connection.ts";
import { RedisStartError } from "../../adapters/redis/redis-start-error.ts";
import { DataDirError, openDataDir } from "../../adapters/sqlite/database.ts";
import { loadKnowledge, systemClock } from "../../bot.ts";
import type { Config } from "../../config.ts";
import { CatalogError } from "../../core/catalog/catalog-error.ts";
import { freshnessOf } from "../../core/catalog/freshness.ts";
import type { Log } from "../../ports.ts";
import { type Finding, ok, warning, wrong } from "./finding.ts";

/** The catalog, with the organisation's overlay where there is one. */
export function checkCatalog(overlay: string | undefined, today: string): Finding {
	const what = overlay === undefined ? "the catalog" : "the catalog and its overlay";
	try {
		const { tools } = loadKnowledge(overlay).reader.catalog;
		const { stale, outdated } = freshnessOf(tools.values(), today);
		if (outdated.length > 0) return warning(what, `${tools.size} tools; ${outdated.length} were last reviewed more than a year ago: npm run catalog -- check names them.`);
		return ok(what, `${tools.size} tools${stale.length === 0 ? "" : `; ${stale.length} reviewed more than 180 days ago`}`);
	} catch (error) {
		if (!(error instanceof CatalogError)) throw error;
		return wrong(what, `${error.problems.length === 1 ? "a problem" : `${error.problems.length} problems`}: npm run catalog -- check names them.`);
	}
}

/** Where state is kept: it can be used, or a running bot uses it. */
export async function checkStore({ dataDir, redisUrl }: Pick<Config, "dataDir" | "redisUrl">): Promise<Finding> {
	const what = "the store";
	if (redisUrl !== undefined) return checkRedis(what, redisUrl);
	try {
		openDataDir(dataDir).release();
		return ok(what, `${dataDir} can be written to`);
	} catch (error) {
		if (!(error instanceof DataDirError)) throw error;
		return error.code === "data_dir_locked" ? ok(what, `${dataDir} is in use by a bot that runs`) : wrong(what, error.message);
	}
}

async function checkRedis(what: string, redisUrl: string): Promise<Finding> {
	try {
		const client = await connectToRedis(redisUrl, silent, { waits: false });
		const { appendonly = "no", appendfsync = "" } = await client.configGet("append*").catch((): Record<string, string> => ({}));
		await disconnect(client);
		const found = `Redis answers at ${new URL(redisUrl).host}`;
		if (appendonly === "yes" && appendfsync === "always") return ok(what, found);
		return warning(what, `${found}, and may lose what it has taken when it goes down: set appendonly yes and appendfsync always.`);
	} catch (error) {
		if (!(error instanceof RedisStartError)) throw error;
		return wrong(what, error.message);
	}
}
const silent: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** The model that writes, and how it is made to answer in JSON. */
export async function checkLlm(llm: Config["llm"], dailyBudgetUsd: number | undefined): Promise<Finding> {
	const what = "the model";
	if (llm === undefined) return ok(what, "none is set: every answer is written from the catalog");
	const check = await checkModel(llm, systemClock);
	const { model, server, mode, ms, priced } = check;
	if (mode === undefined) return wrong(what, `${model} at ${server} ${whyNot(check)}. Until then, answers are written from the catalog.`);
	const found = `${model} at ${server} answers in ${(ms / 1000).toFixed(1)} s, by ${mode}`;
	return dailyBudgetUsd !== undefined && !priced ? warning(what, `${found}; its price is not known, so DAILY_BUDGET_USD counts it as the dearest that is`) : ok(what, found);
}

function whyNot({ reachable, failure }: ModelCheck): string {
	if (!reachable) return "can't be reached: check OPENAI_BASE_URL and the network";
	if (failure?.code === "unauthorised") return "does not take the key: check OPENAI_API_KEY";
	if (failure?.code === "rejected") return "does not take the request: check OPENAI_MODEL";
	if (failure?.code === "rate_limited") return "asks to wait: too much is asked of it, or its quota is used up";
	return `does not answer as asked (${failure?.code ?? "no reason given"})`;
}
