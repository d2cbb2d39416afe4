import { z } from "zod";

/** Block Kit as Slack takes it: every block and element that this workspace can draw, with Slack's published limits. */

const plainText = (most: number) => z.strictObject({ type: z.literal("plain_text"), text: z.string().min(1).max(most), emoji: z.boolean().optional() });
const mrkdwn = (most: number) => z.strictObject({ type: z.literal("mrkdwn"), text: z.string().min(1).max(most), verbatim: z.boolean().optional() });
const anyText = (most: number) => z.discriminatedUnion("type", [plainText(most), mrkdwn(most)]);
const id = z.string().min(1).max(255);
const block = { block_id: id.optional() };
const address = z.url({ protocol: /^https?$/ }).max(3000);

const confirm = z.strictObject({ title: plainText(100), text: anyText(300), confirm: plainText(30), deny: plainText(30), style: z.enum(["primary", "danger"]).optional() });
const acts = { action_id: id.optional() };
const confirms = { ...acts, confirm: confirm.optional() };
const focusable = { focus_on_load: z.boolean().optional() };
const holdsPlace = { placeholder: plainText(150).optional() };
const dispatches = { dispatch_action_config: z.strictObject({ trigger_actions_on: z.array(z.enum(["on_enter_pressed", "on_character_entered"])).optional() }).optional() };
const selects = { ...confirms, ...focusable, ...holdsPlace };
const many = { max_selected_items: z.int().min(1).optional() };

const option = z.strictObject({ text: plainText(75), value: z.string().min(1).max(75), description: plainText(75).optional(), url: address.optional() });
/** Of radio buttons and checkboxes, whose options may be formatted. */
const formattedOption = z.strictObject({ text: anyText(75), value: z.string().min(1).max(75), description: anyText(75).optional() });
const optionGroup = z.strictObject({ label: plainText(75), options: z.array(option).min(1).max(100) });
const lists = { options: z.array(option).min(1).max(100).optional(), option_groups: z.array(optionGroup).min(1).max(100).optional() };

const slackFile = z.union([z.strictObject({ id: z.string().min(1) }), z.strictObject({ url: z.string().min(1) })]);
const pictured = { alt_text: z.string().min(1).max(2000), image_url: address.optional(), slack_file: slackFile.optional() };
const image = z.strictObject({ type: z.literal("image"), ...pictured });

const button = z.strictObject({
	type: z.literal("button"),
	...confirms,
	text: plainText(75),
	value: z.string().max(2000).optional(),
	url: address.optional(),
	style: z.enum(["primary", "danger"]).optional(),
	accessibility_label: z.string().max(75).optional(),
});
const staticSelect = z.strictObject({ type: z.literal("static_select"), ...selects, ...lists, initial_option: option.optional() });
const multiStaticSelect = z.strictObject({ type: z.literal("multi_static_select"), ...selects, ...many, ...lists, initial_options: z.array(option).min(1).optional() });
const usersSelect = z.strictObject({ type: z.literal("users_select"), ...selects, initial_user: id.optional() });
const channelsSelect = z.strictObject({ type: z.literal("channels_select"), ...selects, initial_channel: id.optional(), response_url_enabled: z.boolean().optional() });
const conversationsSelect = z.strictObject({
	type: z.literal("conversations_select"),
	...selects,
	initial_conversation: id.optional(),
	default_to_current_conversation: z.boolean().optional(),
	response_url_enabled: z.boolean().optional(),
	filter: z.looseObject({}).optional(),
});
const externalSelect = z.strictObject({ type: z.literal("external_select"), ...selects, initial_option: option.optional(), min_query_length: z.int().min(0).optional() });
const overflow = z.strictObject({ type: z.literal("overflow"), ...confirms, options: z.array(option).min(1).max(5) });
const datepicker = z.strictObject({ type: z.literal("datepicker"), ...selects, initial_date: z.iso.date().optional() });
const timepicker = z.strictObject({ type: z.literal("timepicker"), ...selects, initial_time: z.string().optional(), timezone: z.string().optional() });
const radioButtons = z.strictObject({
	type: z.literal("radio_buttons"),
	...confirms,
	...focusable,
	options: z.array(formattedOption).min(1).max(10),
	initial_option: formattedOption.optional(),
});
const checkboxes = z.strictObject({
	type: z.literal("checkboxes"),
	...confirms,
	...focusable,
	options: z.array(formattedOption).min(1).max(10),
	initial_options: z.array(formattedOption).min(1).optional(),
});
const textInput = { ...acts, ...focusable, ...holdsPlace, ...dispatches, initial_value: z.string().optional() };
const plainTextInput = z.strictObject({
	type: z.literal("plain_text_input"),
	...textInput,
	multiline: z.boolean().optional(),
	min_length: z.int().min(0).max(3000).optional(),
	max_length: z.int().min(1).max(3000).optional(),
});
const numberInput = z.strictObject({
	type: z.literal("number_input"),
	...textInput,
	is_decimal_allowed: z.boolean(),
	min_value: z.string().optional(),
	max_value: z.string().optional(),
});
const emailInput = z.strictObject({ type: z.literal("email_text_input"), ...textInput });
const urlInput = z.strictObject({ type: z.literal("url_text_input"), ...textInput });

const feedbackButton = z.strictObject({ text: plainText(75), value: z.string().min(1).max(2000), accessibility_label: z.string().max(75).optional() });
const feedbackButtons = z.strictObject({ type: z.literal("feedback_buttons"), ...acts, positive_button: feedbackButton, negative_button: feedbackButton });
const iconButton = z.strictObject({
	type: z.literal("icon_button"),
	...confirms,
	icon: z.literal("trash"),
	text: plainText(75),
	value: z.string().max(2000).optional(),
	accessibility_label: z.string().max(75).optional(),
	visible_to_user_ids: z.array(z.string()).optional(),
});

const menus = [staticSelect, multiStaticSelect, usersSelect, channelsSelect, conversationsSelect, externalSelect, datepicker, timepicker, radioButtons, checkboxes] as const;
const actionElement = z.discriminatedUnion("type", [button, overflow, ...menus]);
const accessory = z.discriminatedUnion("type", [button, overflow, image, ...menus]);
const inputElement = z.discriminatedUnion("type", [plainTextInput, numberInput, emailInput, urlInput, ...menus]);

const styled = z.looseObject({ type: z.enum(["text", "link", "user", "channel", "emoji", "usergroup", "broadcast", "date", "team", "color"]) });
const richSection = z.strictObject({ type: z.literal("rich_text_section"), elements: z.array(styled) });
const richText = z.strictObject({
	type: z.literal("rich_text"),
	...block,
	elements: z
		.array(
			z.discriminatedUnion("type", [
				richSection,
				z.strictObject({
					type: z.literal("rich_text_list"),
					style: z.enum(["bullet", "ordered"]),
					elements: z.array(richSection),
					indent: z.int().min(0).max(8).optional(),
					offset: z.int().optional(),
					border: z.union([z.literal(0), z.literal(1)]).optional(),
				}),
				z.strictObject({ type: z.literal("rich_text_quote"), elements: z.array(styled), border: z.union([z.literal(0), z.literal(1)]).optional() }),
				z.strictObject({ type: z.literal("rich_text_preformatted"), elements: z.array(styled), border: z.union([z.literal(0), z.literal(1)]).optional() }),
			]),
		)
		.min(1),
});
const cell = z.discriminatedUnion("type", [z.strictObject({ type: z.literal("raw_text"), text: z.string().min(1) }), z.strictObject({ type: z.literal("raw_number"), value: z.number() }), richText]);

/** In messages and views alike. */
const everywhere = [
	z.strictObject({
		type: z.literal("section"),
		...block,
		text: anyText(3000).optional(),
		fields: z.array(anyText(2000)).min(1).max(10).optional(),
		accessory: accessory.optional(),
		expand: z.boolean().optional(),
	}),
	z.strictObject({
		type: z.literal("context"),
		...block,
		elements: z
			.array(z.discriminatedUnion("type", [image, plainText(3000), mrkdwn(3000)]))
			.min(1)
			.max(10),
	}),
	z.strictObject({ type: z.literal("header"), ...block, text: plainText(150), level: z.int().min(1).max(4).optional() }),
	z.strictObject({ type: z.literal("divider"), ...block }),
	z.strictObject({ type: z.literal("image"), ...block, ...pictured, title: plainText(2000).optional() }),
	z.strictObject({ type: z.literal("actions"), ...block, elements: z.array(actionElement).min(1).max(25) }),
	z.strictObject({
		type: z.literal("input"),
		...block,
		label: plainText(2000),
		hint: plainText(2000).optional(),
		optional: z.boolean().optional(),
		dispatch_action: z.boolean().optional(),
		element: inputElement,
	}),
	richText,
] as const;
const inMessages = [
	z.strictObject({
		type: z.literal("context_actions"),
		...block,
		elements: z
			.array(z.discriminatedUnion("type", [feedbackButtons, iconButton]))
			.min(1)
			.max(5),
	}),
	z.strictObject({ type: z.literal("markdown"), ...block, text: z.string().min(1).max(12_000) }),
	z.strictObject({
		type: z.literal("table"),
		...block,
		rows: z.array(z.array(cell).min(1).max(20)).min(1).max(100),
		column_settings: z
			.array(z.union([z.null(), z.strictObject({ align: z.enum(["left", "center", "right"]).optional(), is_wrapped: z.boolean().optional() })]))
			.max(20)
			.optional(),
	}),
] as const;

export const messageBlocks = z.array(z.discriminatedUnion("type", [...everywhere, ...inMessages])).max(50);
const viewBlocks = z.array(z.discriminatedUnion("type", [...everywhere])).max(100);

const common = { blocks: viewBlocks, private_metadata: z.string().max(3000).optional(), callback_id: z.string().max(255).optional(), external_id: z.string().max(255).optional() };
export const viewSchema = z.discriminatedUnion("type", [
	z.strictObject({
		type: z.literal("modal"),
		...common,
		title: plainText(24),
		close: plainText(24).optional(),
		submit: plainText(24).optional(),
		clear_on_close: z.boolean().optional(),
		notify_on_close: z.boolean().optional(),
		submit_disabled: z.boolean().optional(),
	}),
	z.strictObject({ type: z.literal("home"), ...common }),
]);

export type MessageBlock = z.infer<typeof messageBlocks>[number];
export type ViewBlock = z.infer<typeof viewBlocks>[number];
export type AnyBlock = MessageBlock | ViewBlock;
export type View = z.infer<typeof viewSchema>;
/** What somebody can press, choose or fill in. */
export type Interactive = Exclude<z.infer<typeof actionElement> | z.infer<typeof inputElement> | z.infer<typeof feedbackButtons> | z.infer<typeof iconButton>, never>;
