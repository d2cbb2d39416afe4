import type { OpenAI } from "openai";
import type { Endpoint } from "./endpoint.ts";

/**
 * The SDK, loaded when it is first needed: it takes 25 MB that a bot without a model need not pay. It neither retries nor
 * waits by itself, writes no log, and takes nothing from the environment.
 */
export async function connect(endpoint: Endpoint, apiKey: string): Promise<OpenAI> {
	const { AzureOpenAI, OpenAI } = await import("openai");
	const common = {
		apiKey,
		baseURL: endpoint.baseUrl,
		defaultQuery: endpoint.query,
		organization: null,
		project: null,
		webhookSecret: null,
		adminAPIKey: null,
		maxRetries: 0,
		logLevel: "off",
		fetch: fetchWithErrors,
	} as const;
	return endpoint.kind === "azure" ? new AzureOpenAI({ ...common, apiVersion: endpoint.apiVersion, deployment: endpoint.deployment }) : new OpenAI(common);
}

/** Servers put their errors in shapes of their own (`detail`, `message`), of which the SDK drops all but OpenAI's. */
async function fetchWithErrors(...[input, init]: Parameters<typeof fetch>): Promise<Response> {
	const response = await fetch(input, init);
	if (response.ok) return response;
	const text = await response.text();
	return new Response(hasError(text) ? text : JSON.stringify({ error: { message: text } }), { status: response.status, headers: response.headers });
}

function hasError(text: string): boolean {
	try {
		const { error } = JSON.parse(text) as { error?: unknown };
		return error !== undefined;
	} catch {
		return false;
	}
}
