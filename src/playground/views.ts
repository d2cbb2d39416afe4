import { randomUUID } from "node:crypto";
import type { View } from "./block-schema.ts";
import { appId, botId, teamId } from "./people.ts";
import { ApiError } from "./slack-errors.ts";
import { type State, stateOf, withIds } from "./view-state.ts";

/** A view as Slack keeps it and sends it along: what the app gave, and what Slack adds. */
export type OpenView = View & {
	id: string;
	team_id: string;
	app_id: string;
	bot_id: string;
	/** Changes with every change of the view, so that an app can tell whether its own is the newest. */
	hash: string;
	root_view_id: string;
	previous_view_id: string | null;
	state: { values: State };
	private_metadata: string;
	callback_id: string;
};
/** What somebody's screen shows: modals on top of each other, the last one in front, and the App Home. */
export type ViewChange = { kind: "modals"; user: string; stack: readonly OpenView[] } | { kind: "home"; user: string; view: OpenView };

/** Slack's own limit on views on top of each other. */
const deepest = 3;

/** The modals that people have open, and the App Home of each. */
export class Views {
	readonly #stacks = new Map<string, OpenView[]>();
	readonly #homes = new Map<string, OpenView>();
	readonly #tell: (change: ViewChange) => void;

	constructor(tell: (change: ViewChange) => void) {
		this.#tell = tell;
	}

	/** The modals that somebody has open, the one in front last. */
	stack = (user: string): readonly OpenView[] => this.#stacks.get(user) ?? [];
	home = (user: string): OpenView | undefined => this.#homes.get(user);
	get homes(): ReadonlyMap<string, OpenView> {
		return this.#homes;
	}

	/** @throws ApiError `not_found` where nobody has it open any more */
	find(viewId: string): { user: string; view: OpenView } {
		for (const [user, stack] of this.#stacks) {
			const view = stack.find(({ id }) => id === viewId);
			if (view !== undefined) return { user, view };
		}
		for (const [user, view] of this.#homes) if (view.id === viewId) return { user, view };
		throw new ApiError("not_found");
	}

	open(user: string, view: View): OpenView {
		this.#refuseTwice(view);
		const opened = made(view);
		this.#show(user, [opened]);
		return opened;
	}

	push(user: string, view: View): OpenView {
		const stack = this.stack(user);
		const top = stack.at(-1);
		if (top === undefined) throw new ApiError("not_found");
		if (stack.length >= deepest) throw new ApiError("push_limit_reached");
		this.#refuseTwice(view);
		const pushed = made(view, { root_view_id: top.root_view_id, previous_view_id: top.id });
		this.#show(user, [...stack, pushed]);
		return pushed;
	}

	/** @param hash of the view that the app believes to be there */
	update(viewId: string, view: View, hash?: string): OpenView {
		const { user, view: old } = this.find(viewId);
		if (hash !== undefined && hash !== old.hash) throw new ApiError("hash_conflict");
		if (view.type !== old.type) throw new ApiError("invalid_arguments", { messages: [`[ERROR] expected type ${old.type} [json-pointer:/view/type]`] });
		this.#refuseTwice(view, viewId);
		const { id, root_view_id, previous_view_id, state } = old;
		const updated = made(view, { id, root_view_id, previous_view_id }, state.values);
		if (view.type === "home") this.#setHome(user, updated);
		else
			this.#show(
				user,
				this.stack(user).map((one) => (one.id === viewId ? updated : one)),
			);
		return updated;
	}

	publish(user: string, view: View, hash?: string): OpenView {
		const old = this.#homes.get(user);
		if (hash !== undefined && old !== undefined && hash !== old.hash) throw new ApiError("hash_conflict");
		const published = made(view, old === undefined ? {} : { id: old.id, root_view_id: old.root_view_id });
		this.#setHome(user, published);
		return published;
	}

	/** The id of the view that an app knows under its own name. */
	idOf(externalId: string): string {
		const all = [...[...this.#stacks.values()].flat(), ...this.#homes.values()];
		const found = all.find(({ external_id }) => external_id === externalId);
		if (found === undefined) throw new ApiError("not_found");
		return found.id;
	}

	/** What somebody has filled in so far. */
	fill(viewId: string, values: State): void {
		this.find(viewId).view.state.values = values;
	}

	/** Closes a view and whatever stands on top of it; the one behind it shows again. */
	close(user: string, viewId: string): void {
		const at = this.stack(user).findIndex(({ id }) => id === viewId);
		if (at >= 0) this.#show(user, this.stack(user).slice(0, at));
	}

	closeAll(user: string): void {
		this.#show(user, []);
	}

	#show(user: string, stack: OpenView[]): void {
		this.#stacks.set(user, stack);
		this.#tell({ kind: "modals", user, stack });
	}

	#setHome(user: string, view: OpenView): void {
		this.#homes.set(user, view);
		this.#tell({ kind: "home", user, view });
	}

	#refuseTwice({ external_id }: View, own?: string): void {
		if (external_id === undefined || external_id === "") return;
		const all = [...[...this.#stacks.values()].flat(), ...this.#homes.values()];
		if (all.some((view) => view.external_id === external_id && view.id !== own)) throw new ApiError("duplicate_external_id");
	}
}

function made(view: View, keeps: { id?: string; root_view_id?: string; previous_view_id?: string | null } = {}, filled: State = {}): OpenView {
	const id = keeps.id ?? `V${randomUUID().replaceAll("-", "").slice(0, 10).toUpperCase()}`;
	const blocks = withIds(view.blocks);
	return {
		...view,
		private_metadata: view.private_metadata ?? "",
		callback_id: view.callback_id ?? "",
		blocks,
		id,
		team_id: teamId,
		app_id: appId,
		bot_id: botId,
		hash: `${Math.floor(Date.now() / 1000)}.${randomUUID().slice(0, 8)}`,
		root_view_id: keeps.root_view_id ?? id,
		previous_view_id: keeps.previous_view_id ?? null,
		state: { values: stateOf(blocks, {}, filled) },
	};
}
