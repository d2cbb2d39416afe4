export type ModelSettings = {
	apiKey: string;
	/** Of any server that speaks OpenAI's Chat Completions; OpenAI itself where there is none. */
	baseUrl: string | undefined;
	/** Where none is set, `defaultModel`, or the deployment that the address names. */
	model: string | undefined;
};

/** Small, fast and good at following what it is told; chosen in docs/decisions/asking-a-model.md. */
export const defaultModel = "gpt-6.1-terra";

/** How a server is spoken to. Azure's dated interface has its own addresses; its newer one, `/openai/v1`, is like OpenAI's. */
export type Endpoint = { model: string; baseUrl: string; query: Record<string, string> } & ({ kind: "openai" } | { kind: "azure"; apiVersion: string; deployment: string });

const openAiBaseUrl = "https://api.openai.com/v1";
/** Azure's last dated version that is not a preview; it knows structured output. Another one can stand in the address. */
const azureApiVersion = "2024-10-21";
const azureHost = /\.(openai|cognitiveservices|services\.ai)\.azure\.(com|us|cn)$/;
const azureDeployment = /^(.*\/openai)\/deployments\/([^/]+)/;

/** Reads from the address who is spoken to: an Azure resource or deployment, or anybody else. */
export function endpointOf({ baseUrl, model }: Pick<ModelSettings, "baseUrl" | "model">): Endpoint {
	const url = new URL(baseUrl ?? openAiBaseUrl);
	const path = url.pathname.replace(/\/+$/, "");
	const [, azureBase, named] = azureDeployment.exec(path) ?? [];
	const { "api-version": apiVersion, ...query } = Object.fromEntries(url.searchParams);
	if (named !== undefined || apiVersion !== undefined) {
		const deployment = named === undefined ? (model ?? defaultModel) : decodeURIComponent(named);
		const base = azureBase ?? (path.endsWith("/openai") ? path : `${path}/openai`);
		return { kind: "azure", model: model ?? deployment, deployment, apiVersion: apiVersion ?? azureApiVersion, baseUrl: `${url.origin}${base}`, query };
	}
	// A bare address is taken for the place where these servers put the interface.
	const whole = azureHost.test(url.hostname) && (path === "" || path === "/openai") ? "/openai/v1" : path === "" ? "/v1" : path;
	return { kind: "openai", model: model ?? defaultModel, baseUrl: `${url.origin}${whole}`, query };
}
