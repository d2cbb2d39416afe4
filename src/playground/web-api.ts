import { MethodPace } from "./method-pace.ts";
import { checkScope } from "./method-scopes.ts";
import { assistantMethods } from "./methods/assistant.ts";
import { chatMethods } from "./methods/chat.ts";
import { conversationMethods } from "./methods/conversations.ts";
import { fileMethods } from "./methods/files.ts";
import type { Args, Method, Slack } from "./methods/method.ts";
import { peopleMethods } from "./methods/people.ts";
import { viewMethods } from "./methods/views.ts";
import { ApiError } from "./slack-errors.ts";

export type { Args } from "./methods/method.ts";
export type Tokens = { bot: string; app: string; signingSecret: string };

export type WebApiOptions = Slack & {
	tokens: Tokens;
	/** Slack's pace per channel and method; off for load tests. */
	rates: boolean;
	now: () => number;
};

const methods: Record<string, Method> = { ...peopleMethods, ...chatMethods, ...conversationMethods, ...viewMethods, ...fileMethods, ...assistantMethods };
/** Which token a method takes, where it isn't the bot's. */
const tokenOf: Record<string, "app" | "any"> = { "api.test": "any", "apps.connections.open": "app" };

/** The methods of Slack's Web API that an app like ours calls, with Slack's own answers to what is wrong. */
export class WebApi {
	readonly #options: WebApiOptions;
	readonly #pace: MethodPace;

	constructor(options: WebApiOptions) {
		this.#options = options;
		this.#pace = new MethodPace(options.now);
	}

	/** @throws ApiError with the code that Slack would answer with */
	call(method: string, token: string | undefined, args: Args): Record<string, unknown> {
		const found = methods[method];
		if (found === undefined) throw new ApiError("unknown_method");
		this.#checkToken(tokenOf[method] ?? "bot", token);
		checkScope(method, args, this.#options.app.scopes, this.#options.workspace);
		if (this.#options.rates) this.#pace.take(method, args);
		return { ok: true, ...found(args, this.#options) };
	}

	#checkToken(needs: "bot" | "app" | "any", token: string | undefined): void {
		if (needs === "any") return;
		if (token === undefined || token === "") throw new ApiError("not_authed");
		const { tokens } = this.#options;
		if (token !== tokens[needs]) throw new ApiError(token === tokens.bot || token === tokens.app ? "not_allowed_token_type" : "invalid_auth");
	}
}
