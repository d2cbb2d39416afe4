import type { HomeView, KnownBlock, ModalView } from "@slack/types";
import { constraintList } from "../../../core/answer/need-words.ts";
import { joinWords } from "../../../core/answer/words.ts";
import type { Catalog } from "../../../core/catalog/catalog.ts";
import { categoryIds } from "../../../core/catalog/vocabulary.ts";
import type { FollowUps } from "../../../core/conversation/addressed.ts";
import type { ToldPersona } from "../../../core/conversation/subcommands.ts";
import type { Need } from "../../../core/need.ts";
import { actionIds, viewIds } from "../action-ids.ts";
import { bold, escapeMrkdwn, link } from "../mrkdwn.ts";
import { context, divider, header, option, plain, section, sectionsOf } from "./blocks.ts";
import { lifecycleLines, personaButtons, stageButtons } from "./cards.ts";

/** What a person's App Home shows. */
export type HomeShown = {
	catalog: Catalog;
	persona: ToldPersona | undefined;
	/** The last questions, newest first: where they were asked, and what they were understood as; never what was said. */
	asked: { channel: string; threadTs: string; at: number; need: Need | undefined }[];
	/** For those who look after the bot. */
	admin: AdminShown | undefined;
};
export type AdminShown = { tools: number; stale: number; oldestReview: string; answers: number; abstained: number; up: number; down: number };

const mostAsked = 5;

/** For those who don't see the picture. */
export const lifecycleAlt = "The ML lifecycle as two interlocking loops of four stages each, the model loop and the software loop; the stages are listed below.";

/**
 * @param workspaceUrl of the workspace, for links to threads; without it they are named only
 * @param picture id of the uploaded picture of the lifecycle; the text below it says the same
 */
export function homeView({ catalog, persona, asked, admin }: HomeShown, workspaceUrl: string | undefined, metadata: string, picture?: string): HomeView {
	return {
		type: "home",
		private_metadata: metadata,
		blocks: [
			header("Which MLOps tool should we use?"),
			section("Mention me in a channel, or write to me in *Messages*. Or begin here: choose a stage of the lifecycle, or what you need."),
			...(picture === undefined ? [] : [{ type: "image" as const, slack_file: { id: picture }, alt_text: lifecycleAlt }]),
			...sectionsOf(lifecycleLines(catalog)),
			...stageButtons(catalog),
			section("What do you need?", {
				type: "static_select",
				action_id: `${actionIds.askCategory}any`,
				placeholder: plain("Choose a kind of tool", 150),
				options: categoryIds.map((id) => option(id, catalog.categories[id].name)),
			}),
			divider,
			header("Who you are"),
			section(
				persona === undefined
					? "I go by your words, then by your profile title. You can tell me:"
					: `You told me: ${persona === "ml-engineer" ? "both, I train and run models" : persona === "ml-researcher" ? "a researcher" : "an engineer"}.`,
			),
			personaButtons(persona),
			divider,
			header("Your last questions"),
			...askedBlocks(catalog, asked, workspaceUrl),
			divider,
			header("Channels"),
			section("Whether I answer follow-ups without a mention, channel by channel:", {
				type: "conversations_select",
				action_id: actionIds.channel,
				placeholder: plain("Choose a channel", 150),
				filter: { include: ["public", "private"], exclude_bot_users: true },
			}),
			context("`/mlops-recommend forget-me` deletes what I keep of you."),
			...(admin === undefined ? [] : adminBlocks(admin)),
		],
	};
}

function askedBlocks(catalog: Catalog, asked: HomeShown["asked"], workspaceUrl: string | undefined): KnownBlock[] {
	if (asked.length === 0) return [context("None that I remember.")];
	return sectionsOf(
		asked.slice(0, mostAsked).map(({ channel, threadTs, at, need }) => {
			const label = need === undefined ? "A question" : aboutWords(catalog, need);
			const linked = workspaceUrl === undefined ? escapeMrkdwn(label) : link(`${workspaceUrl}archives/${channel}/p${threadTs.replace(".", "")}`, label);
			return `• ${linked}, ${new Date(at).toISOString().slice(0, 10)}${channel.startsWith("D") ? "" : `, in <#${channel}>`}`;
		}),
	);
}

/** What a question was about, from what was understood of it: "experiment tracking, on-prem, no Kubernetes". */
function aboutWords(catalog: Catalog, need: Need): string {
	const topics = need.categories.map(({ id }) => catalog.categories[id].name);
	const words = [topics.length === 0 ? "a question" : joinWords(topics), ...constraintList(catalog, need)].join(", ");
	return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

function adminBlocks({ tools, stale, oldestReview, answers, abstained, up, down }: AdminShown): KnownBlock[] {
	const share = (part: number, whole: number): string => (whole === 0 ? "none yet" : `${part} of ${whole} (${Math.round((100 * part) / whole)} %)`);
	return [
		divider,
		header("For those who look after me"),
		...sectionsOf([
			`${bold("Catalog")}: ${tools} tools, ${stale === 0 ? "none" : stale} reviewed more than 180 days ago; oldest review ${oldestReview}.`,
			`${bold("No tool named")}, last 30 days: ${share(abstained, answers)} answers.`,
			`${bold("Helpful")}, last year: ${share(up, up + down)} votes. \`npm run report\` has the rest.`,
		]),
	];
}

/** The settings of one channel. */
export const channelModal = (channel: string, followUps: FollowUps): ModalView => {
	const options = [option("answered", "Answer the asker's follow-ups in a thread"), option("mentions-only", "Only when somebody mentions me")];
	const [answered, mentions] = options;
	const initial = followUps === "answered" ? answered : mentions;
	return {
		type: "modal",
		callback_id: viewIds.channel,
		private_metadata: JSON.stringify({ channel }),
		title: plain("Channel settings", 24),
		submit: plain("Save", 24),
		close: plain("Cancel", 24),
		blocks: [
			section(`In <#${channel}>, for everyone there:`),
			{
				type: "input",
				block_id: "follow-ups",
				label: plain("Messages without a mention", 75),
				element: { type: "radio_buttons", action_id: "follow-ups", options, ...(initial === undefined ? {} : { initial_option: initial }) },
			},
		],
	};
};

/** Said instead of a channel's settings to whoever is not in it. */
export const notAMemberModal = (channel: string): ModalView => ({
	type: "modal",
	title: plain("Channel settings", 24),
	close: plain("Close", 24),
	blocks: [section(`Only members of <#${channel}> can change what I do there. Join it, then choose it again.`)],
});
