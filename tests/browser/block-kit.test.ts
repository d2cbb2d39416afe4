import type { KnownBlock, ModalView } from "@slack/types";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { pageRoutes } from "../../src/playground/page-routes.ts";
import { rosa } from "../support/harness.ts";
import { openSmallApp, type SmallApp } from "../support/small-app.ts";
import { until } from "../support/until.ts";
import { channel, focused, hasChromium, message, thread, Visit, violations } from "./chromium.ts";

const words = (text: string) => ({ type: "plain_text" as const, text });
const option = (text: string) => ({ text: words(text), value: text.toLowerCase() });
const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

/** Every kind of field that a modal may hold. */
const modal: ModalView = {
	type: "modal",
	title: words("Narrow down"),
	submit: words("Update"),
	close: words("Leave it"),
	callback_id: "narrow",
	blocks: [
		{ type: "section", text: { type: "mrkdwn", text: "What *must* hold?" } },
		{
			type: "input",
			block_id: "text",
			label: words("Existing tools"),
			hint: words("separated by commas"),
			element: { type: "plain_text_input", action_id: "text", placeholder: words("MLflow, Airflow") },
		},
		{
			type: "input",
			block_id: "cloud",
			label: words("Cloud"),
			optional: true,
			element: { type: "static_select", action_id: "cloud", options: ["AWS", "Azure"].map(option), initial_option: option("AWS") },
		},
		{
			type: "input",
			block_id: "who",
			label: words("For whom"),
			element: { type: "radio_buttons", action_id: "who", options: ["Researchers", "Engineers"].map(option), initial_option: option("Researchers") },
		},
		{ type: "input", block_id: "must", label: words("Must be"), optional: true, element: { type: "checkboxes", action_id: "must", options: ["Hosted", "Open"].map(option) } },
		{ type: "input", block_id: "people", label: words("How many people"), optional: true, element: { type: "number_input", action_id: "people", is_decimal_allowed: false, min_value: "1" } },
		{ type: "actions", block_id: "more", elements: [{ type: "button", action_id: "another", text: words("Another") }] },
	],
};
const blocks = [
	{ type: "section", text: { type: "mrkdwn", text: "Take *MLflow*." }, accessory: { type: "overflow", action_id: "more", options: ["Mute", "Stop"].map(option) } },
	{
		type: "actions",
		elements: [
			{ type: "button", action_id: "open", text: words("Narrow down"), accessibility_label: "Narrow down: say what must hold" },
			{
				type: "button",
				action_id: "sure",
				text: words("Forget"),
				style: "danger",
				confirm: { title: words("Sure?"), text: words("It is gone then."), confirm: words("Forget it"), deny: words("Keep it") },
			},
			{ type: "static_select", action_id: "ring", placeholder: words("Ring"), options: ["Adopt", "Trial"].map(option) },
		],
	},
	{
		type: "context_actions",
		elements: [
			{ type: "feedback_buttons", action_id: "feedback", positive_button: { text: words("Good answer"), value: "up" }, negative_button: { text: words("Bad answer"), value: "down" } },
			{ type: "icon_button", action_id: "drop", icon: "trash", text: words("Take it back") },
		],
	},
	{
		type: "table",
		rows: [
			[
				{ type: "raw_text", text: "Tool" },
				{ type: "raw_text", text: "Ring" },
			],
			[
				{ type: "raw_text", text: "MLflow" },
				{ type: "raw_text", text: "trial" },
			],
		],
	},
	{
		type: "rich_text",
		elements: [
			{ type: "rich_text_section", elements: [{ type: "text", text: "bold", style: { bold: true } }] },
			{ type: "rich_text_list", style: "bullet", elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "one" }] }] },
		],
	},
] as KnownBlock[];

describe.skipIf(!hasChromium)("Block Kit on the page", () => {
	let small: SmallApp;
	let visit: Visit;
	const heard: Record<string, unknown>[] = [];
	/** What the app answers when the modal is submitted. */
	let answer: unknown;
	beforeAll(async () => {
		small = await openSmallApp("socket", { alsoServe: pageRoutes(() => undefined) });
		const { app } = small;
		app.action(/.*/, async ({ ack, body, action }) => {
			await ack();
			heard.push(action as unknown as Record<string, unknown>);
			const { trigger_id } = body as { trigger_id: string };
			if ((action as { action_id: string }).action_id === "open") await app.client.views.open({ trigger_id, view: modal });
			if ((action as { action_id: string }).action_id === "another") await app.client.views.push({ trigger_id, view: { ...modal, title: words("Another") } });
		});
		app.view("narrow", async ({ ack, view }) => {
			heard.push(view.state.values);
			await (ack as (response?: unknown) => Promise<void>)(answer);
		});
		app.shortcut("try_this", async ({ ack, body }) => {
			await ack();
			heard.push(body as unknown as Record<string, unknown>);
		});
		app.event("app_home_opened", async ({ event }) => {
			if (event.tab !== "home") return;
			await app.client.views.publish({ user_id: event.user, view: { type: "home", blocks: [{ type: "header", text: words(`For ${event.user}`) }, ...blocks.slice(0, 2)] } });
		});
		visit = await Visit.to(small.slack.origin, small.close);
	});
	afterEach(async () => {
		heard.length = 0;
		answer = undefined;
		for (const user of small.workspace.users.keys()) small.workspace.views.closeAll(user);
		await visit.closePages();
		expect(visit.problems.splice(0)).toEqual([]);
	});
	afterAll(() => visit?.end());

	/** Opens a channel in which the app has posted the blocks above. */
	async function withAnswer(settings: Parameters<Visit["open"]>[0] = {}): Promise<{ page: Page; shown: ReturnType<Page["getByRole"]> }> {
		const name = `try-${small.workspace.channels.size}`;
		small.workspace.addChannel(`C0${name.toUpperCase().replace("-", "")}`, name, small.workspace.users.keys());
		await small.app.client.chat.postMessage({ channel: `C0${name.toUpperCase().replace("-", "")}`, text: "Take MLflow.", blocks });
		const page = await visit.open(settings);
		await page.getByRole("button", { name, exact: true }).click();
		const shown = page.getByRole("listitem").filter({ hasText: "Take MLflow." });
		await shown.waitFor();
		return { page, shown };
	}
	const dialog = (page: Page) => page.getByRole("dialog");
	const actions = (): unknown[] => heard.map(({ action_id }) => action_id);

	test("a button opens a modal with the keyboard; it is filled in, submitted, and the focus comes back", async () => {
		const { page, shown } = await withAnswer();
		const button = shown.getByRole("button", { name: "Narrow down: say what must hold" });
		await button.focus();
		await page.keyboard.press("Enter");
		await dialog(page).getByRole("heading", { name: "Narrow down" }).waitFor();
		const text = dialog(page).getByRole("textbox", { name: "Existing tools" });
		expect(await focused(text).count()).toBe(1);
		expect(await dialog(page).getByRole("combobox", { name: "Cloud (optional)" }).inputValue()).toBe("aws");
		expect(await dialog(page).getByRole("radio", { name: "Researchers" }).isChecked()).toBe(true);
		await page.keyboard.type("MLflow");
		await dialog(page).getByRole("combobox", { name: "Cloud (optional)" }).selectOption("Azure");
		await dialog(page).getByRole("radio", { name: "Engineers" }).check();
		await dialog(page).getByRole("checkbox", { name: "Open" }).check();
		await text.focus();
		await page.keyboard.press("Enter");
		await until("an end of the modal", async () => (await dialog(page).count()) === 0);
		expect(heard.at(-1)).toMatchObject({
			text: { text: { value: "MLflow" } },
			cloud: { cloud: { selected_option: { value: "azure" } } },
			who: { who: { selected_option: { value: "engineers" } } },
			must: { must: { selected_options: [{ value: "open" }] } },
		});
		expect(await focused(button).count()).toBe(1);
	});

	test("what is missing or wrong is said at its field, which gets the focus; what was filled in stays", async () => {
		const { page, shown } = await withAnswer();
		await shown.getByRole("button", { name: /^Narrow down/ }).click();
		await dialog(page).getByRole("button", { name: "Update" }).click();
		const text = dialog(page).getByRole("textbox", { name: "Existing tools" });
		await dialog(page).getByText("Please complete this required field.").waitFor();
		expect(await focused(text).count()).toBe(1);
		expect(await text.getAttribute("aria-invalid")).toBe("true");
		await text.fill("everything");
		answer = { response_action: "errors", errors: { text: "Name two at most." } };
		await dialog(page).getByRole("button", { name: "Update" }).click();
		await dialog(page).getByText("Name two at most.").waitFor();
		expect(await text.inputValue()).toBe("everything");
		expect(await violations(page)).toEqual([]);
	});

	test("a second modal lies over the first, which keeps what was filled in; Escape closes one at a time", async () => {
		const { page, shown } = await withAnswer();
		await shown.getByRole("button", { name: /^Narrow down/ }).click();
		await dialog(page).getByRole("textbox", { name: "Existing tools" }).fill("Airflow");
		await dialog(page).getByRole("button", { name: "Another" }).click();
		await dialog(page).getByRole("heading", { name: "Another" }).waitFor();
		await page.keyboard.press("Escape");
		await dialog(page).getByRole("heading", { name: "Narrow down" }).waitFor();
		expect(await dialog(page).getByRole("textbox", { name: "Existing tools" }).inputValue()).toBe("Airflow");
		await page.keyboard.press("Escape");
		await until("an end of the modal", async () => (await dialog(page).count()) === 0);
	});

	test("menus open with the keyboard, and say what was chosen", async () => {
		const { page, shown } = await withAnswer();
		await shown.getByRole("button", { name: "More", exact: true }).focus();
		await page.keyboard.press("Enter");
		expect(await focused(page.getByRole("menuitem", { name: "Mute" })).count()).toBe(1);
		await page.keyboard.press("ArrowDown");
		await page.keyboard.press("Enter");
		await until("the choice", () => heard.length === 1);
		expect(heard[0]).toMatchObject({ action_id: "more", selected_option: { value: "stop" } });
		await shown.getByRole("combobox", { name: "Ring" }).selectOption("Trial");
		await until("the ring", () => heard.length === 2);
		expect(heard[1]).toMatchObject({ action_id: "ring", selected_option: { value: "trial" } });
		await shown.getByRole("button", { name: "More", exact: true }).click();
		await page.keyboard.press("Escape");
		expect(await page.getByRole("menuitem").count()).toBe(0);
		expect(await focused(shown.getByRole("button", { name: "More", exact: true })).count()).toBe(1);
	});

	test("feedback marks the thumb that was pressed; what asks whether one is sure is done only then", async () => {
		const { page, shown } = await withAnswer();
		await shown.getByRole("button", { name: "Bad answer" }).click();
		expect(await shown.getByRole("button", { name: "Bad answer" }).getAttribute("aria-pressed")).toBe("true");
		await until("the thumb", () => heard.length === 1);
		expect(heard[0]).toMatchObject({ action_id: "feedback", value: "down" });
		await shown.getByRole("button", { name: "Forget" }).click();
		await page.getByRole("alertdialog", { name: "Sure?" }).getByRole("button", { name: "Keep it" }).click();
		expect(actions()).toEqual(["feedback"]);
		await shown.getByRole("button", { name: "Forget" }).click();
		await page.getByRole("alertdialog").getByRole("button", { name: "Forget it" }).click();
		await until("the end of it", () => actions().includes("sure"));
		await shown.getByRole("button", { name: "Take it back" }).click();
		await until("the icon", () => actions().includes("drop"));
	});

	test("a message's menu has the app's shortcut, on anybody's message", async () => {
		const { page } = await withAnswer();
		await message(page).fill("we need a tracker");
		await page.keyboard.press("Enter");
		const said = page.getByRole("listitem").filter({ hasText: "we need a tracker" });
		await said.hover();
		await said.getByRole("button", { name: /^More actions for the message of Rosa: we need/ }).click();
		await page.getByRole("menuitem", { name: /^Try this/ }).click();
		await until("the shortcut", () => heard.length === 1);
		expect(heard[0]).toMatchObject({ type: "message_action", message: { text: "we need a tracker" }, user: { id: rosa } });
	});

	test("tables, rich text and pictures of the workspace are drawn; one from elsewhere is not fetched", async () => {
		const { page, shown } = await withAnswer();
		expect(await shown.getByRole("columnheader").allInnerTexts()).toEqual(["Tool", "Ring"]);
		expect(await shown.getByRole("rowheader").innerText()).toBe("MLflow");
		expect(await shown.locator(".markdown strong, .markdown li").allInnerTexts()).toEqual(["bold", "one"]);
		const { upload_url = "", file_id = "" } = await small.app.client.files.getUploadURLExternal({ filename: "week.png", length: png.length });
		await fetch(upload_url, { method: "POST", body: new Uint8Array(png) });
		await small.app.client.files.completeUploadExternal({ files: [{ id: file_id }] });
		const id = [...small.workspace.channels.keys()].at(-1) ?? "";
		await small.app.client.chat.postMessage({
			channel: id,
			text: "pictures",
			blocks: [
				{ type: "image", alt_text: "rates of the week", slack_file: { id: file_id } },
				{ type: "image", alt_text: "far away", image_url: "https://example.com/far.png" },
			],
		});
		const own = page.getByRole("img", { name: "rates of the week" });
		await own.waitFor();
		await until("the picture", async () => (await page.evaluate<number>(`document.querySelector("img[alt='rates of the week']").naturalWidth`)) === 1);
		expect(await page.getByText("A picture from example.com, which this page does not fetch: far away").count()).toBe(1);
	});

	test("a direct message needs no mention; its answer stands in a thread, with what the bot is doing until then", async () => {
		const page = await visit.open();
		await small.app.client.assistant.threads.setSuggestedPrompts({ channel_id: "D0RESEARCH", title: "Try", prompts: [{ title: "Trackers", message: "which tracker?" }] });
		await page.getByRole("button", { name: "mlops-recommend", exact: true }).click();
		await page.getByRole("heading", { name: "mlops-recommend", level: 2 }).waitFor();
		await page.getByRole("button", { name: "Trackers" }).click();
		const reply = thread(page).getByRole("textbox", { name: "Reply in the thread" });
		await reply.waitFor();
		expect(await reply.inputValue()).toBe("");
		const [asked] = small.workspace.messages("D0RESEARCH").slice(-1);
		await small.app.client.assistant.threads.setStatus({ channel_id: "D0RESEARCH", thread_ts: asked?.ts ?? "", status: "is reading the catalog…" });
		await thread(page).getByText("mlops-recommend is reading the catalog…").waitFor();
		await small.app.client.chat.postMessage({ channel: "D0RESEARCH", thread_ts: asked?.ts ?? "", text: "Take MLflow." });
		await thread(page).getByText("Take MLflow.").waitFor();
		expect(await thread(page).getByText("is reading the catalog…").count()).toBe(0);
		await page.getByRole("radio", { name: "Emil" }).check({ force: true });
		expect(await page.getByText("Direct message, as Emil").count()).toBe(1);
		expect(await page.getByText("which tracker?").count()).toBe(0);
	});

	test("the App Home is each person's own, and its buttons work", async () => {
		const page = await visit.open();
		await page.getByRole("button", { name: "App Home" }).click();
		await page.getByRole("heading", { name: `For ${rosa}` }).waitFor();
		await channel(page)
			.or(page.getByRole("region", { name: "App Home" }))
			.getByRole("button", { name: /^Narrow down/ })
			.click();
		await dialog(page).waitFor();
		await page.keyboard.press("Escape");
		await page.getByRole("radio", { name: "Emil" }).check({ force: true });
		await page.getByRole("heading", { name: "For U0ENGINEER" }).waitFor();
	});

	test("an ephemeral message with buttons is one person's, and goes when the app takes it away", async () => {
		const { page } = await withAnswer();
		const id = [...small.workspace.channels.keys()].at(-1) ?? "";
		await small.app.client.chat.postEphemeral({ channel: id, user: rosa, text: "only Rosa", blocks: blocks.slice(1, 2) });
		const shown = page.getByRole("listitem").filter({ hasText: "Only visible to you" });
		await shown.getByRole("combobox", { name: "Ring" }).selectOption("Adopt");
		await until("the choice", () => actions().includes("ring"));
		small.workspace.replaceShown(small.workspace.shown.at(-1)?.ts ?? "", undefined);
		await until("it to go", async () => (await shown.count()) === 0);
	});

	for (const colorScheme of ["light", "dark"] as const) {
		for (const width of [1280, 380]) {
			test(`nothing keeps people out: ${colorScheme}, ${width} pixels wide, with blocks, menu, modal and App Home`, async () => {
				const { page, shown } = await withAnswer({ colorScheme, viewport: { width, height: 800 } });
				expect(await violations(page)).toEqual([]);
				await shown.getByRole("button", { name: "More", exact: true }).click();
				expect(await violations(page)).toEqual([]);
				await page.keyboard.press("Escape");
				await shown.getByRole("button", { name: /^Narrow down/ }).click();
				await dialog(page).waitFor();
				expect(await violations(page)).toEqual([]);
				expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBe(width);
				await page.keyboard.press("Escape");
				await until("an end of the modal", async () => (await dialog(page).count()) === 0);
				await page.getByRole("button", { name: "App Home" }).click();
				await page.getByRole("heading", { name: `For ${rosa}` }).waitFor();
				expect(await violations(page)).toEqual([]);
				expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBe(width);
			});
		}
	}
});
