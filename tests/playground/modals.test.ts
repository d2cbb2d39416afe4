import type { ModalView } from "@slack/types";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rosa, transports } from "../support/harness.ts";
import { openSmallApp, refusalOf, type SmallApp } from "../support/small-app.ts";

const words = (text: string) => ({ type: "plain_text" as const, text });
const option = (value: string) => ({ text: words(value), value });
const modal = (more: Partial<ModalView> = {}): ModalView => ({
	type: "modal",
	title: words("Narrow down"),
	submit: words("Update"),
	callback_id: "narrow",
	notify_on_close: true,
	private_metadata: "kept",
	blocks: [
		{ type: "input", block_id: "budget", label: words("Budget"), element: { type: "plain_text_input", action_id: "budget", initial_value: "none" } },
		{ type: "input", block_id: "cloud", label: words("Cloud"), optional: true, element: { type: "static_select", action_id: "cloud", options: ["aws", "azure"].map(option) } },
		{ type: "input", block_id: "team", label: words("Team"), element: { type: "checkboxes", action_id: "team", options: ["us", "them"].map(option), initial_options: [option("us")] } },
	],
	...more,
});
const buttonBlocks = [{ type: "actions", block_id: "a", elements: [{ type: "button", action_id: "open", text: words("Narrow down"), value: "answer-1" }] }];

describe.each(transports)("over %s", (transport) => {
	let small: SmallApp;
	/** What the app does with the next trigger. */
	let onOpen: (trigger: string) => Promise<unknown>;
	let answerToSubmit: Parameters<Parameters<SmallApp["app"]["view"]>[1]>[0]["ack"] extends (response?: infer Response) => unknown ? Response | undefined : never;
	const heard: Record<string, unknown>[] = [];

	beforeAll(async () => {
		small = await openSmallApp(transport);
		small.app.action("open", async ({ ack, body }) => {
			await ack();
			heard.push(body as unknown as Record<string, unknown>);
			await onOpen((body as { trigger_id: string }).trigger_id);
		});
		small.app.view("narrow", async ({ ack, body }) => {
			heard.push(body as unknown as Record<string, unknown>);
			await (ack as (response?: unknown) => Promise<void>)(answerToSubmit);
		});
		small.app.view({ callback_id: "narrow", type: "view_closed" }, async ({ ack, body }) => {
			heard.push(body as unknown as Record<string, unknown>);
			await ack();
		});
	});
	afterAll(() => small.close());

	/** Presses a button that opens this modal, and returns it as it stands on the screen. */
	async function opened(view: ModalView = modal()) {
		const { ts } = small.workspace.post("C0PLATFORM", { user: "U0BOT", text: "an answer", blocks: buttonBlocks });
		onOpen = (trigger_id) => small.app.client.views.open({ trigger_id, view });
		expect((await small.slack.interactions.press(rosa, { channel: "C0PLATFORM", ts }, "open")).acked).toBe(true);
		const [top] = small.workspace.views.stack(rosa);
		if (top === undefined) throw new Error("Expected a modal");
		return top;
	}

	test("a button sends who pressed it and where, and its trigger opens a modal with what is filled in at first", async () => {
		heard.length = 0;
		const view = await opened();
		expect(heard[0]).toMatchObject({
			type: "block_actions",
			user: { id: rosa },
			channel: { id: "C0PLATFORM" },
			message: { text: "an answer" },
			container: { type: "message", is_ephemeral: false },
			actions: [{ type: "button", action_id: "open", block_id: "a", value: "answer-1" }],
		});
		expect(view).toMatchObject({ private_metadata: "kept", state: { values: { budget: { budget: { value: "none" } }, team: { team: { selected_options: [{ value: "us" }] } } } } });
	});

	test("submitting sends all that is filled in, and closes the modal", async () => {
		const { id } = await opened();
		answerToSubmit = undefined;
		heard.length = 0;
		expect(await small.slack.interactions.submit(rosa, id, { budget: "10", cloud: "azure", team: ["us", "them"] })).toEqual({ acked: true, errors: {} });
		expect(heard[0]).toMatchObject({
			type: "view_submission",
			view: {
				private_metadata: "kept",
				state: {
					values: { budget: { budget: { value: "10" } }, cloud: { cloud: { selected_option: { value: "azure" } } }, team: { team: { selected_options: [{ value: "us" }, { value: "them" }] } } },
				},
			},
		});
		expect(small.workspace.views.stack(rosa)).toEqual([]);
	});

	test("what must be filled in is asked for before the app hears of it", async () => {
		const { id } = await opened();
		heard.length = 0;
		const { errors } = await small.slack.interactions.submit(rosa, id, { budget: null, team: [] });
		expect(Object.keys(errors)).toEqual(["budget", "team"]);
		expect(heard).toEqual([]);
	});

	test("the app may answer with errors, with another view, or by closing everything", async () => {
		const { id } = await opened();
		answerToSubmit = { response_action: "errors", errors: { budget: "a number" } };
		expect((await small.slack.interactions.submit(rosa, id)).errors).toEqual({ budget: "a number" });
		answerToSubmit = { response_action: "push", view: modal({ title: words("Details") }) };
		await small.slack.interactions.submit(rosa, id);
		const stack = small.workspace.views.stack(rosa);
		expect(stack.map((view) => view.type === "modal" && view.title.text)).toEqual(["Narrow down", "Details"]);
		expect(stack[1]).toMatchObject({ root_view_id: id, previous_view_id: id });
		answerToSubmit = { response_action: "update", view: modal({ title: words("Changed") }) };
		await small.slack.interactions.submit(rosa, stack[1]?.id ?? "");
		expect(small.workspace.views.stack(rosa)[1]).toMatchObject({ title: { text: "Changed" } });
		answerToSubmit = { response_action: "clear" };
		await small.slack.interactions.submit(rosa, stack[1]?.id ?? "");
		expect(small.workspace.views.stack(rosa)).toEqual([]);
	});

	test("closing is told where the app wants to hear of it", async () => {
		const { id } = await opened();
		heard.length = 0;
		await small.slack.interactions.close(rosa, id);
		expect(heard).toMatchObject([{ type: "view_closed", is_cleared: false, view: { id } }]);
		const quiet = await opened(modal({ notify_on_close: false }));
		heard.length = 0;
		await small.slack.interactions.close(rosa, quiet.id);
		expect(heard).toEqual([]);
	});

	test("a modal that is open can be changed, by its hash only while nobody else has changed it", async () => {
		const { id, hash } = await opened();
		await small.app.client.views.update({ view_id: id, hash, view: modal({ title: words("Second") }) });
		expect(small.workspace.views.stack(rosa)[0]).toMatchObject({ id, title: { text: "Second" } });
		expect((await refusalOf(small.app.client.views.update({ view_id: id, hash, view: modal() }))).error).toBe("hash_conflict");
		await small.slack.interactions.close(rosa, id);
		expect((await refusalOf(small.app.client.views.update({ view_id: id, view: modal() }))).error).toBe("not_found");
	});

	test("a fourth view on top of three is one too many", async () => {
		await opened(modal({ blocks: buttonBlocks as ModalView["blocks"] }));
		const push = async () => {
			const top = small.workspace.views.stack(rosa).at(-1)?.id ?? "";
			await small.slack.interactions.press(rosa, { view: top }, "open");
		};
		onOpen = (trigger_id) => small.app.client.views.push({ trigger_id, view: modal({ blocks: buttonBlocks as ModalView["blocks"] }) });
		await push();
		await push();
		let refusal: unknown;
		onOpen = async (trigger_id) => {
			refusal = await refusalOf(small.app.client.views.push({ trigger_id, view: modal() }));
		};
		await push();
		expect(refusal).toMatchObject({ error: "push_limit_reached" });
		expect(small.workspace.views.stack(rosa)).toHaveLength(3);
	});

	test("what is pressed in a modal comes with what is filled in there", async () => {
		const { id } = await opened(
			modal({ blocks: [...modal().blocks, { type: "actions", block_id: "more", elements: [{ type: "button", action_id: "open", text: words("More") }] }] as ModalView["blocks"] }),
		);
		heard.length = 0;
		onOpen = async () => undefined;
		await small.slack.interactions.press(rosa, { view: id }, "open", null, { budget: "7" });
		expect(heard[0]).toMatchObject({ container: { type: "view", view_id: id }, view: { state: { values: { budget: { budget: { value: "7" } } } } } });
	});
});

describe("triggers", () => {
	let small: SmallApp;
	let now = 1_700_000_000_000;
	let trigger = "";
	beforeAll(async () => {
		small = await openSmallApp("socket", { now: () => now });
		small.app.action("open", async ({ ack, body }) => {
			await ack();
			trigger = (body as { trigger_id: string }).trigger_id;
		});
		const { ts } = small.workspace.post("C0PLATFORM", { user: "U0BOT", text: "an answer", blocks: buttonBlocks });
		press = () => small.slack.interactions.press(rosa, { channel: "C0PLATFORM", ts }, "open");
	});
	let press: () => Promise<unknown>;
	afterAll(() => small.close());
	const open = () => small.app.client.views.open({ trigger_id: trigger, view: modal() });

	test("a trigger opens one modal, within three seconds", async () => {
		await press();
		await open();
		expect((await refusalOf(open())).error).toBe("exchanged_trigger_id");
		await press();
		now += 3001;
		expect((await refusalOf(open())).error).toBe("expired_trigger_id");
		trigger = "made.up";
		expect((await refusalOf(open())).error).toBe("invalid_trigger_id");
	});

	test("a view that Slack does not take costs no trigger", async () => {
		await press();
		expect((await refusalOf(small.app.client.views.open({ trigger_id: trigger, view: modal({ title: words("x".repeat(25)) }) }))).error).toBe("invalid_arguments");
		await open();
	});
});

describe("rules of views", () => {
	let small: SmallApp;
	beforeAll(async () => {
		small = await openSmallApp("socket");
	});
	afterAll(() => small.close());
	const { submit: _, ...withoutSubmit } = modal();
	const input = modal().blocks[0];

	test.each<[string, unknown, string]>([
		["a title of 25 characters", modal({ title: words("x".repeat(25)) }), "/view/title/text"],
		["101 blocks", modal({ blocks: Array.from({ length: 101 }, () => ({ type: "divider" })) }), "/view/blocks"],
		["3,001 characters of private metadata", modal({ private_metadata: "x".repeat(3001) }), "/view/private_metadata"],
		["an input without a submit button", withoutSubmit, "/view/submit"],
		["a block id twice", modal({ blocks: [input, input] as ModalView["blocks"] }), "/view/blocks/1"],
		["a markdown block, which modals do not have", modal({ blocks: [{ type: "markdown", text: "x" }] as unknown as ModalView["blocks"] }), "/view/blocks/0"],
		["a field that Slack does not know", { ...modal(), subtitle: "x" }, "/view"],
		["a home where a modal is wanted", { type: "home", blocks: [] }, "/view/type"],
	])("%s is refused, and Slack says where", async (_, view, pointer) => {
		const { error, messages } = await refusalOf(small.app.client.views.open({ trigger_id: "any", view: view as ModalView }));
		expect(error).toBe("invalid_arguments");
		expect(messages.join()).toContain(pointer);
	});

	test("a view of a quarter of a megabyte is too large", async () => {
		const blocks = Array.from({ length: 100 }, () => ({ type: "section" as const, text: { type: "mrkdwn" as const, text: "x".repeat(2900) } }));
		expect((await refusalOf(small.app.client.views.open({ trigger_id: "any", view: modal({ blocks }) }))).error).toBe("view_too_large");
	});
});
