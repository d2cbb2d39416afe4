import type { App, ButtonAction, StaticSelectAction } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import { type CategoryId, categoryIds, stageIds } from "../../../core/catalog/vocabulary.ts";
import { followUpSettings } from "../../../core/conversation/addressed.ts";
import { questionAbout, starters } from "../../../core/conversation/starters.ts";
import { toldPersonas } from "../../../core/conversation/subcommands.ts";
import { within } from "../../../within.ts";
import { actionIds, viewIds } from "../action-ids.ts";
import { plain, section } from "../views/blocks.ts";
import { personaChanged, stageCard } from "../views/cards.ts";
import { channelModal, homeView, notAMemberModal } from "../views/home.ts";
import type { ListenerDeps } from "./desk.ts";
import { openModal, pressOf, slackCode, tell } from "./interaction.ts";

/** A modal must be opened within three seconds. */
const membershipPatienceMs = 1500;

const prefixed = (prefix: string): RegExp => new RegExp(`^${RegExp.escape(prefix)}`);

/** The App Home, and what begins a conversation: the agent view's prompts, stages and categories to choose from. */
export function registerHome(app: App, deps: ListenerDeps): void {
	const { log, reader } = deps;
	let workspaceUrl: Promise<string | undefined> | undefined;
	/** Asked once: links to threads begin with it. */
	const urlOf = (client: WebClient): Promise<string | undefined> => {
		workspaceUrl ??= client.auth.test().then(
			({ url }) => url,
			() => {
				workspaceUrl = undefined;
				return undefined;
			},
		);
		return workspaceUrl;
	};

	const publish = async (client: WebClient, workspace: string, user: string, metadata: string): Promise<void> => {
		const [shown, url, picture] = await Promise.all([deps.homeOf(workspace, user), urlOf(client), deps.homePicture.of(workspace)]);
		const show = (pictured: string | undefined) => client.views.publish({ user_id: user, view: homeView(shown, url, metadata, pictured) });
		try {
			await show(picture).catch(async (error: unknown) => {
				if (picture === undefined || slackCode(error) !== "invalid_blocks") throw error;
				// Slack is still looking at the picture, or somebody has deleted it.
				await show(undefined);
				await deps.homePicture.refused(workspace);
			});
		} catch (error) {
			log.warn({ code: slackCode(error) }, "the App Home could not be shown");
		}
	};

	app.event("app_home_opened", async ({ event, body, client }) => {
		const workspace = body.team_id;
		// The direct message that a conversation from the Home goes to.
		if (event.tab === "home") return publish(client, workspace, event.user, JSON.stringify({ channel: event.channel }));
		const { persona, asked } = await deps.homeOf(workspace, event.user);
		const prompts = starters(reader.catalog, persona, asked.find(({ need }) => need !== undefined && need.stages.length > 0)?.need?.stages[0]);
		try {
			await client.assistant.threads.setSuggestedPrompts({ channel_id: event.channel, title: "Where shall we begin?", prompts });
		} catch (error) {
			// Prompts are an improvement: an older workspace has no place for them.
			log.debug({ code: slackCode(error) }, "no prompts could be suggested");
		}
	});

	app.action(prefixed(actionIds.stage), async ({ ack, body, action, client, respond }) => {
		await ack();
		if (body.type !== "block_actions") return;
		const stage = stageIds.find((id) => (action as ButtonAction).value === id);
		if (stage === undefined) return;
		const { message, workspace } = pressOf(body);
		const catalog = message === undefined ? reader.catalog : await deps.catalogFor({ workspace, channel: message.channel });
		const card = stageCard(catalog, stage);
		if (message !== undefined) return tell({ respond, body, log }, card);
		const view = {
			type: "modal" as const,
			title: plain(catalog.framework.stages[stage].name, 24),
			close: plain("Close", 24),
			private_metadata: body.view?.private_metadata ?? "",
			blocks: card.blocks,
		};
		await openModal({ client, log }, body.trigger_id, view);
	});

	app.action(prefixed(actionIds.askCategory), async ({ ack, body, action, client }) => {
		if (body.type !== "block_actions") return ack();
		const { message, workspace, user } = pressOf(body);
		const chosen = (action as ButtonAction).value ?? (action as StaticSelectAction).selected_option?.value;
		const category = categoryIds.find((id) => id === chosen);
		const channel = message?.channel ?? channelIn(body.view?.private_metadata);
		if (category === undefined || channel === undefined) return ack();
		await ask(deps, { workspace, channel, user, category, once: `${channel}.${(action as ButtonAction).action_ts}` });
		await ack();
		if (body.view?.type !== "modal") return;
		try {
			await client.views.update({
				view_id: body.view.id,
				view: { type: "modal", title: plain("Asked", 24), close: plain("Close", 24), blocks: [section("Asked. The answer is on its way to *Messages*, where you can go on.")] },
			});
		} catch (error) {
			log.warn({ code: slackCode(error) }, "a modal could not be changed");
		}
	});

	app.action(prefixed(actionIds.setPersona), async ({ ack, body, action, client, respond }) => {
		if (body.type !== "block_actions") return ack();
		const { message, workspace, user } = pressOf(body);
		const { value } = action as ButtonAction;
		const persona = toldPersonas.find((id) => id === value);
		if (persona === undefined && value !== "forget") return ack();
		await deps.rememberPersona(workspace, user, persona);
		await ack();
		if (message === undefined) return publish(client, workspace, user, body.view?.private_metadata ?? "");
		const { text, blocks } = personaChanged(persona);
		await respond({ replace_original: true, text, blocks }).catch(() => {});
	});

	app.action(actionIds.channel, async ({ ack, body, action, client }) => {
		await ack();
		if (body.type !== "block_actions") return;
		const channel = (action as { selected_conversation?: string }).selected_conversation;
		if (channel === undefined) return;
		const { workspace, user } = pressOf(body);
		// Slack lists private channels to their members only, and anybody may join the others: where it does not say in time, that is enough.
		const isMember = await within(membershipPatienceMs, deps.isMember(workspace, channel, user), undefined);
		await openModal({ client, log }, body.trigger_id, isMember === false ? notAMemberModal(channel) : channelModal(channel, await deps.followUpsIn(workspace, channel)));
	});

	app.view(viewIds.channel, async ({ ack, body, view }) => {
		const channel = channelIn(view.private_metadata);
		const chosen = view.state.values["follow-ups"]?.["follow-ups"]?.selected_option?.value;
		const followUps = followUpSettings.find((one) => one === chosen);
		if (channel !== undefined && followUps !== undefined) await deps.setFollowUps(body.team?.id ?? body.user.team_id ?? "", channel, followUps);
		await ack();
	});
}

/** Asks a question in somebody's name, which is posted before it is answered, as a command's is. */
async function ask(
	{ accept, clock, reader }: ListenerDeps,
	{ workspace, channel, user, category, once }: { workspace: string; channel: string; user: string; category: CategoryId; once: string },
): Promise<void> {
	const id = `${workspace}.asked.${once}`;
	await accept(id, { id, kind: "command", workspace, channel, user, text: questionAbout(reader.catalog.categories[category].tool), receivedAt: clock.now() });
}

function channelIn(metadata: string | undefined): string | undefined {
	try {
		const { channel } = JSON.parse(metadata ?? "") as { channel?: unknown };
		return typeof channel === "string" && channel !== "" ? channel : undefined;
	} catch {
		return undefined;
	}
}
