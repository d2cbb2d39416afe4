import type { AnyBlock, Interactive } from "./block-schema.ts";
import type { Delivery, DeliveryResult } from "./delivery.ts";
import type { InstalledApp } from "./installed-app.ts";
import { checkView, interactiveIn } from "./message-limits.ts";
import type { ResponseUrls } from "./response-urls.ts";
import { ApiError } from "./slack-errors.ts";
import type { Triggers } from "./triggers.ts";
import { type Answers, heldBy, optionsOf, stateOf, unfitFor } from "./view-state.ts";
import type { OpenView } from "./views.ts";
import { appId, type EphemeralMessage, type SlackMessage, teamId, type Workspace } from "./workspace.ts";

export type InteractionsOptions = { workspace: Workspace; app: InstalledApp; delivery: Delivery; triggers: Triggers; responseUrls: ResponseUrls; origin: () => string };
/** Where a button or a menu is: on a message, or in a view. */
export type Where = { channel: string; ts: string } | { view: string };
/** What became of a modal that was submitted; `errors` by block. */
export type Submitted = { acked: boolean; errors: Readonly<Record<string, string>> };

const team = { id: teamId, domain: "local" };
const none: DeliveryResult = { acked: false, attempts: 0 };

/** What somebody does with what the app shows: the payloads that Slack sends of it, and what becomes of the app's answer. */
export class Interactions {
	readonly #options: InteractionsOptions;

	constructor(options: InteractionsOptions) {
		this.#options = options;
	}

	/**
	 * Presses a button, or chooses in a menu.
	 * @param answer the option's value, `positive` or `negative` for feedback buttons, nothing for a button
	 * @throws RangeError where there is no such element, or no such option
	 */
	async press(user: string, where: Where, actionId: string, answer: string | readonly string[] | null = null, answers: Answers = {}): Promise<DeliveryResult> {
		const shown = this.#shownAt(user, where);
		const found = find(shown.blocks, actionId);
		const action = actionOf(found.element, found.block.block_id ?? "", answer);
		const state = stateOf(shown.blocks, { ...answers, [actionId]: answer }, shown.view?.state.values);
		if (shown.view !== undefined) this.#options.workspace.views.fill(shown.view.id, state);
		return this.#send({
			type: "block_actions",
			...this.#common(user),
			trigger_id: this.#options.triggers.issue(user),
			actions: [action],
			...(shown.view === undefined ? { ...shown.at, state: { values: state } } : { container: { type: "view", view_id: shown.view.id }, view: shown.view }),
		});
	}

	/** Asks the app for the options of a menu that it fills itself. */
	async suggest(user: string, where: Where, actionId: string, value: string): Promise<unknown> {
		const { blocks, view, at } = this.#shownAt(user, where);
		const { block } = find(blocks, actionId);
		const { response } = await this.#send({
			type: "block_suggestion",
			...this.#common(user),
			action_id: actionId,
			block_id: block.block_id,
			value,
			...(view === undefined ? at : { container: { type: "view", view_id: view.id }, view }),
		});
		return response;
	}

	/**
	 * Submits the modal in front. The Slack client itself refuses what is incomplete; the app may answer with errors, another
	 * view, or nothing, which closes it.
	 */
	async submit(user: string, viewId: string, answers: Answers = {}): Promise<Submitted> {
		const { workspace, triggers } = this.#options;
		const { view } = workspace.views.find(viewId);
		const values = stateOf(view.blocks, answers, view.state.values);
		workspace.views.fill(viewId, values);
		const unfit = unfitFor(view.blocks, values);
		if (Object.keys(unfit).length > 0) return { acked: false, errors: unfit };
		const { acked, response } = await this.#send({ type: "view_submission", ...this.#common(user), trigger_id: triggers.issue(user), view, response_urls: [] });
		return acked ? this.#afterSubmit(user, view, response) : { acked, errors: {} };
	}

	/** Closes the modal in front, or all of them; the app hears of it where it wants to. */
	async close(user: string, viewId: string, { all = false }: { all?: boolean } = {}): Promise<void> {
		const { views } = this.#options.workspace;
		const { view } = views.find(viewId);
		const everything = all || ("clear_on_close" in view && view.clear_on_close === true);
		const closed = everything ? [...views.stack(user)].reverse() : [view];
		if (everything) views.closeAll(user);
		else views.close(user, viewId);
		for (const one of closed) if ("notify_on_close" in one && one.notify_on_close === true) await this.#send({ type: "view_closed", ...this.#common(user), view: one, is_cleared: everything });
	}

	/** Uses the app's shortcut in a message's menu. */
	async shortcut(user: string, callbackId: string, channel: string, ts: string): Promise<DeliveryResult> {
		const { app, triggers, workspace } = this.#options;
		const message = workspace.message(channel, ts);
		if (message === undefined) throw new RangeError(`Expected a message of ${channel}, got ${ts}`);
		if (!app.messageShortcuts.some(({ callback_id }) => callback_id === callbackId)) throw new RangeError(`Expected a shortcut of the app, got ${callbackId}`);
		const { metadata: _, ...shown } = message;
		return this.#send({
			type: "message_action",
			...this.#common(user),
			callback_id: callbackId,
			trigger_id: triggers.issue(user),
			response_url: this.#responseUrl({ channel, user }),
			action_ts: workspace.nextTs(),
			message_ts: ts,
			message: { ...shown, team: teamId },
			channel: this.#channel(channel),
		});
	}

	/** Uses a slash command; what the app answers at once is shown to its user alone, unless the app says otherwise. */
	async command(user: string, channel: string, command: string, text: string): Promise<DeliveryResult> {
		const { delivery, triggers, workspace } = this.#options;
		const body = {
			token: "local",
			team_id: teamId,
			team_domain: "local",
			channel_id: channel,
			channel_name: this.#channel(channel).name,
			user_id: user,
			user_name: workspace.users.get(user)?.name ?? "",
			command,
			text,
			api_app_id: appId,
			is_enterprise_install: "false",
			response_url: this.#responseUrl({ channel, user, asked: text }),
			trigger_id: triggers.issue(user),
		};
		const result = await delivery.send({ type: "slash_commands", body });
		const said = (result.response ?? {}) as Record<string, unknown>;
		if (!result.acked) workspace.showTo({ channel, user, text: `${command} failed because the app did not respond.` });
		else if (said.text !== undefined || said.blocks !== undefined) this.#sayAtOnce(command, { channel, user }, said);
		return result;
	}

	/** The answer to a command that came with the ack. */
	#sayAtOnce(command: string, target: { channel: string; user: string }, said: Record<string, unknown>): void {
		const { responseUrls, workspace } = this.#options;
		try {
			responseUrls.use(responseUrls.issue(target), said);
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			workspace.showTo({ ...target, text: `${command} failed with the error "${error.error}".` });
		}
	}

	#afterSubmit(user: string, view: OpenView, response: unknown): Submitted {
		const { views } = this.#options.workspace;
		const { response_action, errors, view: next } = (response ?? {}) as { response_action?: string; errors?: Record<string, string>; view?: unknown };
		try {
			if (response_action === "errors") return { acked: true, errors: errors ?? {} };
			if (response_action === "clear") views.closeAll(user);
			else if (response_action === "update") views.update(view.id, checkView(next));
			else if (response_action === "push") views.push(user, checkView(next));
			else views.close(user, view.id);
			return { acked: true, errors: {} };
		} catch (error) {
			// The client shows a connection problem for a view that Slack does not take.
			if (error instanceof ApiError) return { acked: false, errors: {} };
			throw error;
		}
	}

	/** Sends an interaction; an app that takes none is not asked. */
	#send(body: Record<string, unknown>): Promise<DeliveryResult> {
		return this.#options.app.interactive ? this.#options.delivery.send({ type: "interactive", body }) : Promise.resolve(none);
	}

	#common(user: string): Record<string, unknown> {
		const name = this.#options.workspace.users.get(user)?.name ?? "";
		return { team, user: { id: user, name, username: name, team_id: teamId }, api_app_id: appId, token: "local", is_enterprise_install: false, enterprise: null };
	}

	#channel(id: string): { id: string; name: string } {
		const channel = this.#options.workspace.channels.get(id);
		return { id, name: channel?.is_im === true ? "directmessage" : (channel?.name ?? "") };
	}

	#responseUrl(target: Parameters<ResponseUrls["issue"]>[0]): string {
		return `${this.#options.origin()}/response/${this.#options.responseUrls.issue(target)}`;
	}

	/** What somebody has before them: the blocks, and what Slack says of where they are. */
	#shownAt(user: string, where: Where): { blocks: AnyBlock[]; view?: OpenView; at?: Record<string, unknown> } {
		const { workspace } = this.#options;
		if ("view" in where) {
			const { view } = workspace.views.find(where.view);
			return { blocks: view.blocks, view };
		}
		const { channel, ts } = where;
		const ephemeral = workspace.shown.find((one) => one.ts === ts && one.channel === channel && one.user === user);
		const message: SlackMessage | EphemeralMessage | undefined = ephemeral ?? workspace.message(channel, ts);
		if (message === undefined) throw new RangeError(`Expected a message of ${channel}, got ${ts}`);
		const thread = message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts };
		// Checked when it was posted.
		const blocks = (message.blocks ?? []) as AnyBlock[];
		const isEphemeral = ephemeral !== undefined;
		const response_url = this.#responseUrl({ channel, user, original: { ts, isEphemeral } });
		// Of a message that only one person sees, Slack does not send what it says.
		const said = isEphemeral ? {} : { message };
		return { blocks, at: { container: { type: "message", message_ts: ts, channel_id: channel, is_ephemeral: isEphemeral, ...thread }, channel: this.#channel(channel), response_url, ...said } };
	}
}

function find(blocks: readonly AnyBlock[], actionId: string): { block: AnyBlock; element: Interactive } {
	for (const block of blocks) {
		const element = interactiveIn(block).find(({ action_id }) => action_id === actionId);
		if (element !== undefined) return { block, element };
	}
	const there = blocks.flatMap((block) => interactiveIn(block).map(({ action_id }) => action_id));
	throw new RangeError(`Expected one of ${there.join(", ") || "no actions"}, got ${actionId}`);
}

/** What Slack says of one action. */
function actionOf(element: Interactive, block_id: string, answer: string | readonly string[] | null): Record<string, unknown> {
	const action = { type: element.type, action_id: element.action_id, block_id, action_ts: String(Date.now() / 1000) };
	switch (element.type) {
		case "button":
			return { ...action, text: element.text, ...(element.value === undefined ? {} : { value: element.value }) };
		case "icon_button":
			return { ...action, icon: element.icon, text: element.text, ...(element.value === undefined ? {} : { value: element.value }) };
		case "feedback_buttons": {
			const chosen = [element.positive_button, element.negative_button].find(({ value }, at) => answer === value || answer === ["positive", "negative"][at]);
			if (chosen === undefined) throw new RangeError(`Expected positive or negative, got ${String(answer)}`);
			return { ...action, text: chosen.text, value: chosen.value };
		}
		case "overflow": {
			const chosen = optionsOf(element).find(({ value }) => value === answer);
			if (chosen === undefined)
				throw new RangeError(
					`Expected one of ${optionsOf(element)
						.map(({ value }) => value)
						.join(", ")}, got ${String(answer)}`,
				);
			return { ...action, selected_option: chosen };
		}
		default:
			return { ...action, ...heldBy(element, answer) };
	}
}
