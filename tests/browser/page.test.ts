import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { localTokens } from "../../src/playground/loopback-slack.ts";
import { ask, channel, focused, hasChromium, message, openPanel, panel, thread, Visit, violations } from "./chromium.ts";

describe.skipIf(!hasChromium)("the page of the local workspace", () => {
	let visit: Visit;
	beforeAll(async () => {
		visit = await Visit.begin();
	});
	afterEach(async () => {
		await visit.closePages();
		expect(visit.problems.splice(0)).toEqual([]);
	});
	afterAll(() => visit?.end());

	/** Posts as the bot does, through the Web API. */
	async function post(body: Record<string, unknown>): Promise<void> {
		const headers = { "content-type": "application/json", authorization: `Bearer ${localTokens.bot}` };
		const response = await fetch(`${visit.address}/api/chat.postMessage`, { method: "POST", headers, body: JSON.stringify({ channel: "C0RESEARCH", text: "said", ...body }) });
		expect(await response.json()).toMatchObject({ ok: true });
	}

	async function openResearch(settings: Parameters<Visit["open"]>[0] = {}): Promise<Page> {
		const page = await visit.open(settings);
		await page.getByRole("button", { name: "research", exact: true }).click();
		return page;
	}

	test("completes names after @ with the keyboard, as a listbox", async () => {
		const page = await visit.open();
		await message(page).pressSequentially("hello @");
		const options = page.getByRole("option");
		expect(await options.allInnerTexts()).toEqual([expect.stringContaining("@mlops-recommend"), expect.stringContaining("@emil"), expect.stringContaining("@sam")]);
		expect(await options.first().getAttribute("aria-selected")).toBe("true");
		await page.keyboard.press("ArrowDown");
		expect(await message(page).getAttribute("aria-activedescendant")).toBe(await options.nth(1).getAttribute("id"));
		await page.keyboard.press("Enter");
		expect(await message(page).inputValue()).toBe("hello @emil ");
		expect(await options.count()).toBe(0);
		await message(page).pressSequentially("@ml");
		await page.keyboard.press("Tab");
		expect(await message(page).inputValue()).toBe("hello @emil @mlops-recommend ");
	});

	test("completes the command after /, by mouse too, and Escape closes the list and nothing else", async () => {
		const page = await visit.open();
		await page.getByRole("button", { name: "Use a slash command" }).click();
		await page.getByRole("option", { name: /help/ }).click();
		expect(await message(page).inputValue()).toBe("/mlops-recommend help");
		await ask(page, "@mlops-recommend what is drift?");
		await thread(page).getByRole("textbox").fill("@");
		expect(await page.getByRole("option").count()).toBe(3);
		await page.keyboard.press("Escape");
		expect(await page.getByRole("option").count()).toBe(0);
		expect(await thread(page).isVisible()).toBe(true);
		await page.keyboard.press("Escape");
		expect(await thread(page).count()).toBe(0);
		expect(await focused(page.getByRole("button", { name: /^1 reply/ }).last()).count()).toBe(1);
	});

	test("keeps the focus, the text that is being written and the messages that stand when others arrive", async () => {
		const page = await openResearch();
		expect(await focused(page.getByRole("button", { name: "research", exact: true })).count()).toBe(1);
		await post({ text: "the first" });
		const first = page.getByRole("listitem").filter({ hasText: "the first" });
		await first.waitFor();
		await first.evaluate((item) => item.setAttribute("data-seen", "yes"));
		await message(page).fill("half a sent");
		await post({ text: "the second" });
		await page.getByText("the second", { exact: true }).waitFor();
		expect(await message(page).inputValue()).toBe("half a sent");
		expect(await focused(message(page)).count()).toBe(1);
		expect(await first.getAttribute("data-seen")).toBe("yes");
		// A reply redraws the message with its count: the button that has the focus keeps it.
		const button = first.getByRole("button", { name: "Reply in thread" });
		await button.focus();
		const thread_ts = (await first.getAttribute("data-key"))?.split("/")[1];
		await post({ text: "a reply", thread_ts });
		const withCount = first.getByRole("button", { name: /^1 reply/ });
		await withCount.waitFor();
		expect(await focused(withCount).count()).toBe(1);
	});

	test("draws what people write as text, never as markup", async () => {
		const page = await openResearch();
		const text = `<img src=x onerror="document.title='taken'"> & *bold* <b>x</b>`;
		await message(page).fill(text);
		await page.keyboard.press("Enter");
		const said = page.getByRole("listitem").filter({ hasText: "onerror" });
		await said.waitFor();
		expect(await said.locator(".block").innerText()).toBe(text.replace("*bold*", "bold"));
		expect(await said.locator(".block img, .block b").count()).toBe(0);
		expect(await said.locator("strong").innerText()).toBe("bold");
		expect(await page.title()).toContain("mlops-recommend");
	});

	test("draws Block Kit: header, section with fields, context, divider, Markdown", async () => {
		const page = await openResearch();
		await post({
			text: "all blocks",
			blocks: [
				{ type: "header", text: { type: "plain_text", text: "A *header*" } },
				{
					type: "section",
					text: { type: "mrkdwn", text: "*bold* _soft_ ~gone~ `code`\n&gt; quoted &amp; kept\n```a &lt; b```" },
					fields: [
						{ type: "mrkdwn", text: "*left*" },
						{ type: "plain_text", text: "*right*" },
					],
				},
				{ type: "divider" },
				{ type: "context", elements: [{ type: "mrkdwn", text: "<https://example.com/a?b=1&amp;c=2|a link>, <javascript:alert(1)|no link>" }] },
				{ type: "markdown", text: "# Top\n- one **two**\n\n1. [three](https://example.com)\n\n<script>alert(1)</script>" },
			],
		});
		const drawn = page.getByRole("listitem").filter({ hasText: "A *header*" });
		await drawn.waitFor();
		const texts = async (selector: string) => drawn.locator(selector).allInnerTexts();
		expect(await texts(".section strong")).toEqual(["bold", "left"]);
		expect(await texts("em, s, code, .section pre")).toEqual(["soft", "gone", "code", "a < b"]);
		expect(await texts("blockquote")).toEqual(["quoted & kept"]);
		expect(await texts(".fields > div")).toEqual(["left", "*right*"]);
		expect(await drawn.getByRole("separator").count()).toBe(1);
		expect(await drawn.getByRole("link").evaluateAll((links) => links.map((link) => link.getAttribute("href")))).toEqual(["https://example.com/a?b=1&c=2", "https://example.com"]);
		expect(await texts(".markdown li")).toEqual(["one two", "three"]);
		expect(await texts(".markdown p")).toEqual(["Top", "<script>alert(1)</script>"]);
	});

	test("writes times in the reader's own zone", async () => {
		const text = `what time is it, ${Math.random()}`;
		await post({ text });
		const shown: string[] = [];
		for (const timezoneId of ["Asia/Tokyo", "America/Lima"]) {
			const page = await openResearch({ timezoneId });
			const time = page.getByRole("listitem").filter({ hasText: text }).locator("time");
			const moment = new Date((await time.getAttribute("datetime")) ?? "");
			expect(await time.innerText()).toBe(new Intl.DateTimeFormat("en-GB", { timeStyle: "short", timeZone: timezoneId }).format(moment));
			shown.push(await time.innerText());
		}
		expect(shown[0]).not.toBe(shown[1]);
	});

	test("follows the system's light or dark, until a choice is made, which is kept", async () => {
		const page = await visit.open({ colorScheme: "dark" });
		const ground = () => page.evaluate<string>("getComputedStyle(document.body).backgroundColor");
		const dark = await ground();
		await page.emulateMedia({ colorScheme: "light" });
		expect(await ground()).toBe("rgb(255, 255, 255)");
		await page.getByRole("radio", { name: "Dark" }).check({ force: true });
		expect(await ground()).toBe(dark);
		await page.reload();
		await page.getByRole("heading", { name: "# ml-platform" }).waitFor();
		expect(await ground()).toBe(dark);
		expect(await page.getByRole("radio", { name: "Dark" }).isChecked()).toBe(true);
		await page.getByRole("radio", { name: "System" }).check({ force: true });
		expect(await ground()).toBe("rgb(255, 255, 255)");
	});

	test("shows one pane at a time on a phone, 380 pixels wide, and nothing wider than it", async () => {
		const page = await visit.open({ viewport: { width: 380, height: 700 }, hasTouch: true });
		const width = () => page.evaluate<number>("document.documentElement.scrollWidth");
		expect(await width()).toBe(380);
		await ask(page, "@mlops-recommend which experiment tracker for a small team, self-hosted?");
		expect(await width()).toBe(380);
		expect(await page.locator("#channel[inert]").count()).toBe(1);
		await openPanel(page);
		expect(await width()).toBe(380);
		expect(await page.locator("#thread[inert]").count()).toBe(1);
		await page.getByRole("button", { name: /^Close “How/ }).click();
		await page.getByRole("button", { name: "Close the thread" }).click();
		expect(await page.locator("#channel[inert]").count()).toBe(0);
	});

	for (const colorScheme of ["light", "dark"] as const) {
		for (const width of [1280, 380]) {
			test(`has nothing that keeps people out: ${colorScheme}, ${width} pixels wide, with completion, thread and panel`, async () => {
				const page = await visit.open({ colorScheme, viewport: { width, height: 800 } });
				await page.getByRole("button", { name: "random" }).click();
				expect(await violations(page)).toEqual([]);
				await message(page).fill("/");
				expect(await violations(page)).toEqual([]);
				await page.getByRole("button", { name: "ml-platform" }).click();
				await ask(page, "@mlops-recommend which experiment tracker should five researchers use on-prem, no Kubernetes? Not Neptune.");
				expect(await violations(page)).toEqual([]);
				await openPanel(page);
				await panel(page)
					.getByText(/^and \d+ more$/)
					.click();
				expect(await violations(page)).toEqual([]);
			});
		}
	}

	test("says so when the workspace does not answer, and goes on when it does", async () => {
		const page = await visit.open();
		await page.route("**/workspace/messages", (route) => route.abort());
		await message(page).fill("@mlops-recommend which tracker?");
		await page.keyboard.press("Enter");
		await channel(page).getByRole("status").filter({ hasText: "does not answer" }).waitFor();
		expect(await message(page).inputValue()).toBe("@mlops-recommend which tracker?");
		await page.unroute("**/workspace/messages");
		await page.keyboard.press("Enter");
		await thread(page).getByRole("button", { name: "How this answer was made" }).waitFor();
	});
});
