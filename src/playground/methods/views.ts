import type { View } from "../block-schema.ts";
import { checkView } from "../message-limits.ts";
import { ApiError } from "../slack-errors.ts";
import { checkPictures } from "./chat.ts";
import { type Args, type Method, required, type Slack, structure, text } from "./method.ts";

const viewOf = (args: Args, { workspace }: Slack, type?: View["type"]): View => {
	const view = checkView(structure(args, "view", "invalid_arguments"));
	if (type !== undefined && view.type !== type) throw new ApiError("invalid_arguments", { messages: [`[ERROR] expected type ${type} [json-pointer:/view/type]`] });
	checkPictures(view.blocks, "/view/blocks", workspace);
	return view;
};

export const viewMethods: Record<string, Method> = {
	"views.open": (args, slack) => {
		const { workspace, triggers } = slack;
		const view = viewOf(args, slack, "modal");
		return { view: workspace.views.open(triggers.redeem(required(args, "trigger_id")), view) };
	},
	"views.push": (args, slack) => {
		const { workspace, triggers } = slack;
		const view = viewOf(args, slack, "modal");
		return { view: workspace.views.push(triggers.redeem(required(args, "trigger_id")), view) };
	},
	"views.update": (args, slack) => {
		const { workspace } = slack;
		const external = text(args, "external_id");
		const id = text(args, "view_id") ?? (external === undefined ? required(args, "view_id") : workspace.views.idOf(external));
		return { view: workspace.views.update(id, viewOf(args, slack), text(args, "hash")) };
	},
	"views.publish": (args, slack) => {
		const { app, workspace } = slack;
		if (!app.homeTab) throw new ApiError("not_enabled");
		const user = required(args, "user_id");
		if (workspace.users.get(user)?.is_bot !== false) throw new ApiError("user_not_found");
		return { view: workspace.views.publish(user, viewOf(args, slack, "home"), text(args, "hash")) };
	},
};
