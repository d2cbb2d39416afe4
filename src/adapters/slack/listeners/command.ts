import type { App } from "@slack/bolt";
import { readSubcommand, type Subcommand } from "../../../core/conversation/subcommands.ts";
import type { AskedQuestion } from "../../../ports.ts";
import { helpBlocks, helpText } from "../help.ts";
import { unescapeMrkdwn } from "../mrkdwn.ts";
import { commandName } from "../registered.ts";
import { type Card, forgottenCard, incompleteCard, noteCard, personaCard, personaChanged, stageCard, stagesCard, suggestionCard, toolCard } from "../views/cards.ts";
import type { ListenerDeps } from "./desk.ts";

/** The slash command: a question is stored for the queue, everything else is answered with the ack, to whoever typed it. */
export function registerCommand(app: App, deps: ListenerDeps): void {
	app.command(commandName, async ({ command, ack }) => {
		const { team_id: workspace, channel_id: channel, user_id: user } = command;
		const asked = readSubcommand(deps.reader, unescapeMrkdwn(command.text));
		const question = questionOf(asked, command.text.trim());
		if (question !== undefined) {
			await deps.accept(`command.${command.trigger_id}`, {
				id: `${workspace}.command.${command.trigger_id}`,
				...question,
				workspace,
				channel,
				user,
				responseUrl: command.response_url,
				receivedAt: deps.clock.now(),
			});
			await ack();
			return;
		}
		if (asked.kind === "digest") {
			// Who is a member, and sending at once, can take longer than Slack waits.
			await ack();
			deps.digest({ id: command.trigger_id, workspace, channel, user, text: asked.text }, command.response_url);
			return;
		}
		const { text, blocks } = await cardFor(deps, asked, { workspace, channel, user });
		await ack({ response_type: "ephemeral", text, blocks });
	});
}

/** @param line as Slack hands it over, which is what a question is kept as */
function questionOf(asked: Subcommand, line: string): Pick<AskedQuestion, "kind" | "text"> | undefined {
	switch (asked.kind) {
		case "question":
			return { kind: "command", text: line };
		case "compare":
			return { kind: "command", text: asked.text };
		case "private":
			return { kind: "private", text: asked.text };
		default:
			return undefined;
	}
}

async function cardFor(deps: ListenerDeps, asked: Subcommand, place: { workspace: string; channel: string; user: string }): Promise<Card> {
	const { workspace, user } = place;
	switch (asked.kind) {
		case "tool": {
			const catalog = await deps.catalogFor(place);
			const tool = catalog.tools.get(asked.id);
			return tool === undefined ? noteCard("The catalog of this channel doesn't hold it.") : toolCard(catalog, tool);
		}
		case "stage": {
			const catalog = await deps.catalogFor(place);
			return asked.stage === undefined ? stagesCard(catalog) : stageCard(catalog, asked.stage);
		}
		case "persona": {
			if (asked.change === undefined) return personaCard(await deps.recallPersona(workspace, user));
			const persona = asked.change === "forget" ? undefined : asked.change;
			await deps.rememberPersona(workspace, user, persona);
			return personaChanged(persona);
		}
		case "forget-me":
			return forgottenCard(await deps.forget(workspace, user));
		case "suggestion":
			return suggestionCard(asked.meant);
		case "incomplete":
			return incompleteCard(asked.of);
		default:
			return { text: helpText, blocks: helpBlocks };
	}
}
