import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { explanationSchema } from "../../src/playground/explain/explanation.ts";
import { until } from "../support/until.ts";
import { ask, channel, executablePath, focused, hasChromium, message, openPanel, panel, thread, Visit, violations } from "./chromium.ts";

if (!hasChromium) console.warn(`The browser tests are left out: there is no Chromium at ${executablePath}.`);

const reply = (page: Page) => page.getByRole("textbox", { name: "Reply in the thread" });
const how = (page: Page) => thread(page).getByRole("button", { name: "How this answer was made" });
const answer = (page: Page) =>
	thread(page)
		.getByRole("listitem")
		.filter({ has: page.getByRole("button", { name: "How this answer was made" }) })
		.last();
const be = (page: Page, name: string) => page.getByRole("radio", { name }).check({ force: true });
const row = (page: Page, name: string) => panel(page).getByRole("term").filter({ hasText: name }).locator("xpath=..");

describe.skipIf(!hasChromium)("a newcomer in the local workspace", () => {
	let visit: Visit;
	beforeAll(async () => {
		visit = await Visit.begin();
	});
	afterEach(async () => {
		await visit.closePages();
		expect(visit.problems.splice(0)).toEqual([]);
	});
	afterAll(() => visit?.end());

	test("clicks a question, and reads the answer in its thread, with sources", async () => {
		const page = await visit.open();
		await page.getByRole("button", { name: /^What must hold/ }).click();
		await how(page).waitFor();
		expect(await answer(page).innerText()).toMatch(/Take .+ as your experiment tracker/);
		expect(await answer(page).innerText()).toContain("no Kubernetes");
		const source = answer(page).getByRole("link", { name: "[1]" });
		expect(await source.getAttribute("href")).toMatch(/^https:\/\//);
		expect(await source.getAttribute("rel")).toBe("noreferrer noopener");
		expect(await focused(reply(page)).count()).toBe(1);
		await page.getByRole("status").filter({ hasText: "Take " }).waitFor({ state: "attached" });
	});

	test("opens the panel with the keyboard: it says what was understood, how tools were ranked, who was left out, what was checked, and how long it took", async () => {
		const page = await visit.open();
		await ask(page, "@mlops-recommend which experiment tracker should five researchers use on-prem, no Kubernetes? We left Neptune.");
		await how(page).focus();
		await page.keyboard.press("Enter");
		await panel(page).getByRole("heading", { name: "Time" }).waitFor();
		expect(await focused(panel(page).getByRole("heading", { name: "How this answer was made" })).count()).toBe(1);

		expect(await row(page, "Who").innerText()).toMatch(/ML researcher.*researchers/s);
		expect(await row(page, "About").innerText()).toContain("experiment tracking");
		expect(await row(page, "Must hold").innerText()).toMatch(/no Kubernetes.*filters/s);
		expect(await row(page, "Must hold").innerText()).toMatch(/small team.*five researchers.*weighs/s);
		expect(await panel(page).locator("mark").allInnerTexts()).toEqual(expect.arrayContaining(["experiment tracker", "on-prem", "Neptune"]));
		expect(
			await panel(page)
				.getByRole("img", { name: /model training/ })
				.count(),
		).toBe(1);

		const first = (await answer(page).locator("strong").nth(1).innerText()).replace("1 · ", "");
		expect(await panel(page).locator(".ranking summary").first().innerText()).toContain(first);
		expect(
			await panel(page)
				.getByRole("list", { name: `Why ${first} stands here, as experiment tracking` })
				.innerText(),
		).toContain("made for experiment-tracking");
		expect(await panel(page).locator(".left-out").innerText()).toMatch(/ended in \d{4}\s+.*Neptune\.ai/);

		expect(await panel(page).locator(".checks li").count()).toBe(6);
		expect(await panel(page).getByText("Failed:").count()).toBe(0);
		expect(await panel(page).getByText("word for word the answer that was posted").count()).toBe(1);
		expect(await panel(page).locator(".time dd").allInnerTexts()).toEqual(Array.from({ length: 6 }, () => expect.stringMatching(/^(?:< 0\.1|\d+\.\d) ms$/)));

		await page.keyboard.press("Escape");
		expect(await panel(page).count()).toBe(0);
		expect(await focused(how(page)).count()).toBe(1);
		expect(await thread(page).isVisible()).toBe(true);
	});

	test("follows up in the thread, and what was said before still counts", async () => {
		const page = await visit.open();
		await ask(page, "@mlops-recommend which experiment tracker should five researchers use on-prem?");
		// Nobody has to be mentioned again in a talk with the bot.
		expect(await reply(page).inputValue()).toBe("");
		await reply(page).pressSequentially("and without Kubernetes?");
		await page.keyboard.press("Enter");
		await how(page).nth(1).waitFor();
		expect(await answer(page).innerText()).toMatch(/no Kubernetes/);
		expect(await answer(page).innerText()).toMatch(/on-prem/);
		await openPanel(page);
		expect(await panel(page).locator("blockquote").count()).toBe(2);
		expect(await row(page, "Must hold").innerText()).toMatch(/on-prem/);
		expect(await panel(page).getByText("word for word the answer that was posted").count()).toBe(1);
	});

	test("clicks a follow-up that is offered", async () => {
		const page = await visit.open();
		await ask(page, "@mlops-recommend which vector database for a prototype?");
		await thread(page).getByRole("button", { name: "and only open source?" }).click();
		await how(page).nth(1).waitFor();
		expect(await answer(page).innerText()).toContain("open source");
	});

	test("is another person: the same question is answered for an engineer, and for both where nobody is known", async () => {
		const page = await visit.open();
		const addressee: Record<string, string> = {};
		for (const name of ["Rosa", "Emil", "Sam"]) {
			await be(page, name);
			await ask(page, "@mlops-recommend which model registry should we use?");
			addressee[name] = (await answer(page).innerText()).match(/For [^\n]*/)?.[0] ?? "";
			await openPanel(page);
			expect(await panel(page).getByText("word for word the answer that was posted").count()).toBe(1);
			await page.getByRole("button", { name: "Close the thread" }).click();
		}
		expect(addressee.Rosa).toMatch(/^For researchers/);
		expect(addressee.Emil).toMatch(/^For engineers/);
		expect(addressee.Sam).toMatch(/^For researchers and engineers alike/);
	});

	test("uses the slash command: the question is posted, and answered in its thread", async () => {
		const page = await visit.open();
		await ask(page, "/mlops-recommend which tool versions our data?");
		expect(await thread(page).getByRole("listitem").first().innerText()).toContain("@rosa asked: which tool versions our data?");
		await openPanel(page);
		expect(await panel(page).locator("blockquote").innerText()).toBe("which tool versions our data?");
		expect(await panel(page).getByText("word for word the answer that was posted").count()).toBe(1);
	});

	const dialog = (page: Page) => page.getByRole("dialog");
	const exactly = "word for word the answer that was posted";
	const gone = (page: Page) => until("an end of the modal", async () => (await dialog(page).count()) === 0);

	test("narrows the answer down: the same reply is changed, and the panel explains the new one", async () => {
		const page = await visit.open();
		await ask(page, "@mlops-recommend which experiment tracker should five researchers use?");
		await thread(page)
			.getByRole("button", { name: /^Narrow down/ })
			.click();
		expect(await dialog(page).getByRole("combobox", { name: "I am" }).inputValue()).toContain("researcher");
		await dialog(page).getByRole("combobox", { name: "Kubernetes" }).selectOption({ label: "Without Kubernetes" });
		await dialog(page).getByRole("button", { name: "Answer again" }).click();
		await answer(page).filter({ hasText: "Updated: narrowed down to no Kubernetes." }).waitFor();
		expect(await how(page).count()).toBe(1);
		expect(await focused(thread(page).getByRole("button", { name: /^Narrow down/ })).count()).toBe(1);
		await openPanel(page);
		expect(await row(page, "Must hold").innerText()).toContain("no Kubernetes");
		expect(await panel(page).getByText(exactly).count()).toBe(1);
	});

	test("says that the answer is for somebody else, and it is written again for them", async () => {
		const page = await visit.open();
		await be(page, "Sam");
		await ask(page, "@mlops-recommend which model registry should we use?");
		await thread(page)
			.getByRole("button", { name: /I'm an engineer/ })
			.click();
		await answer(page)
			.filter({ hasText: /For engineers/ })
			.waitFor();
		await openPanel(page);
		expect(await row(page, "Who").innerText()).toContain("told by the asker");
		expect(await panel(page).getByText(exactly).count()).toBe(1);
	});

	test("looks at the details, gives feedback with a reason, and only they see that", async () => {
		const page = await visit.open();
		await ask(page, "@mlops-recommend which vector database for a small team, self-hosted?");
		await thread(page)
			.getByRole("button", { name: /^Details/ })
			.click();
		await dialog(page).getByRole("heading", { name: "What I understood" }).waitFor();
		expect(await dialog(page).getByRole("link", { name: "source" }).count()).toBeGreaterThan(5);
		await page.keyboard.press("Escape");
		await gone(page);
		await thread(page)
			.getByRole("button", { name: /^Not helpful/ })
			.click();
		expect(
			await thread(page)
				.getByRole("button", { name: /^Not helpful/ })
				.getAttribute("aria-pressed"),
		).toBe("true");
		const asked = thread(page).getByRole("listitem").filter({ hasText: "Only visible to you" });
		await asked.getByRole("button", { name: "Too long" }).click();
		await until("the thanks in its place", async () => (await asked.getByRole("button", { name: "Too long" }).count()) === 0);
		// What only one person sees is no reply.
		expect(
			await channel(page)
				.getByRole("button", { name: /^1 reply/, expanded: true })
				.count(),
		).toBe(1);
		await be(page, "Emil");
		expect(await asked.count()).toBe(0);
	});

	test("uses the shortcut on somebody's message: the answer stands in that message's thread, in their name", async () => {
		const page = await visit.open();
		await be(page, "Emil");
		await message(page).fill("we need something to version a few terabytes of images");
		await page.keyboard.press("Enter");
		await be(page, "Rosa");
		const said = channel(page).getByRole("listitem").filter({ hasText: "terabytes of images" });
		await said.hover();
		await said.getByRole("button", { name: /^More actions/ }).click();
		await page.getByRole("menuitem", { name: /^Recommend tools/ }).click();
		// The thread in which the answer comes opens by itself.
		await how(page).waitFor();
		expect(await answer(page).innerText()).toContain("@rosa asked me about the message above");
		await openPanel(page);
		expect(await panel(page).locator("figcaption").innerText()).toBe("Rosa asked");
		expect(await panel(page).getByText(exactly).count()).toBe(1);
	});

	test("talks to the bot in a direct message, from a prompt that it suggests, and follows up without a mention", async () => {
		const page = await visit.open();
		await page.getByRole("button", { name: "mlops-recommend", exact: true }).click();
		await page.getByRole("button", { name: "Experiment tracker", exact: true }).click();
		await how(page).waitFor();
		await reply(page).fill("and without Kubernetes?");
		await page.keyboard.press("Enter");
		await how(page).nth(1).waitFor();
		expect(await answer(page).innerText()).toContain("no Kubernetes");
		await openPanel(page);
		expect(await panel(page).getByText(exactly).count()).toBe(1);
	});

	test("finds in the App Home the lifecycle, begins a talk there, and goes back to a question that they asked", async () => {
		const page = await visit.open();
		await be(page, "Emil");
		await ask(page, "@mlops-recommend which model server for a platform team?");
		await page.getByRole("button", { name: "Close the thread" }).click();
		await page.getByRole("button", { name: "App Home" }).click();
		const home = page.getByRole("region", { name: "App Home" });
		await home.getByRole("heading", { name: "Your last questions" }).waitFor();
		expect(await home.getByRole("button", { name: "Monitoring" }).count()).toBe(1);
		await home
			.getByRole("link", { name: /model serving/i })
			.first()
			.click();
		await how(page).waitFor();
		expect(await thread(page).getByText("which model server for a platform team?").count()).toBe(1);
	});

	test("uses subcommands, which the box completes: a tool, a stage, a private question", async () => {
		const page = await visit.open();
		const shown = page.getByRole("listitem").filter({ hasText: "Only visible to you" }).last();
		const run = async (text: string, option: string) => {
			await message(page).fill(text);
			await page.getByRole("option", { name: option }).click();
			await page.keyboard.press("Enter");
		};
		await run("/mlops-recommend tool MLf", "/mlops-recommend tool MLflow");
		await shown.filter({ hasText: "MLflow" }).waitFor();
		await run("/mlops-recommend stage mon", "/mlops-recommend stage monitoring");
		await shown.filter({ hasText: "Monitoring" }).waitFor();
		expect(await shown.getByRole("button", { name: "How this answer was made" }).count()).toBe(0);
		await message(page).fill("/mlops-recommend private which vector database, self-hosted?");
		await page.keyboard.press("Enter");
		await shown.getByRole("button", { name: "How this answer was made" }).click();
		await panel(page).getByRole("heading", { name: "Time" }).waitFor();
		expect(await panel(page).getByText(exactly).count()).toBe(1);
	});

	test("says hello, and there is nothing to explain in the greeting", async () => {
		const page = await visit.open();
		await message(page).fill("@mlops-recommend hi");
		await page.keyboard.press("Enter");
		await thread(page).getByRole("listitem").nth(1).waitFor();
		expect(await how(page).count()).toBe(0);
	});

	test("asks for help, which only the one who asked can see", async () => {
		const page = await visit.open();
		await message(page).fill("/mlops-recommend help");
		await page.keyboard.press("Enter");
		const help = page.getByRole("listitem").filter({ hasText: "Only visible to you" }).filter({ hasText: "Ask which MLOps tool fits" });
		await help.waitFor();
		expect(await help.innerText()).toContain("Ask which MLOps tool fits");
		expect(await help.getByRole("button", { name: "How this answer was made" }).count()).toBe(0);
		await be(page, "Emil");
		expect(await help.count()).toBe(0);
	});

	test("uses the command where the bot is not, and sees how that private answer was made", async () => {
		const page = await visit.open();
		await page.getByRole("button", { name: "random" }).click();
		await message(page).fill("/mlops-recommend which vector database for a small team, self-hosted?");
		await page.keyboard.press("Enter");
		const shown = page.getByRole("listitem").filter({ hasText: "Only visible to you" });
		await shown.getByRole("button", { name: "How this answer was made" }).click();
		await panel(page).getByRole("heading", { name: "Time" }).waitFor();
		expect(await row(page, "Must hold").innerText()).toContain("self-hosted");
		expect(await panel(page).getByText("word for word the answer that was posted").count()).toBe(1);
		expect(await shown.isVisible()).toBe(true);
	});

	test("is told why nothing answers: a message that mentions nobody, an unknown command, a command in a thread, a word in somebody else's talk", async () => {
		const page = await visit.open();
		const note = channel(page).getByRole("status");
		await message(page).fill("which tracker?");
		await page.keyboard.press("Enter");
		await note.filter({ hasText: "The bot hears what mentions it" }).waitFor();
		await message(page).fill("/giphy cat");
		await page.keyboard.press("Enter");
		await note.filter({ hasText: "/giphy is not a command of this workspace" }).waitFor();
		expect(await message(page).inputValue()).toBe("/giphy cat");
		await ask(page, "@mlops-recommend what is a model registry?");
		await reply(page).fill("/mlops-recommend help");
		await page.keyboard.press("Enter");
		await thread(page).getByRole("status").filter({ hasText: "Slash commands can't be used in threads" }).waitFor();
		await be(page, "Emil");
		await reply(page).fill("and for us?");
		await page.keyboard.press("Enter");
		await thread(page).getByRole("status").filter({ hasText: "To join, begin with @mlops-recommend" }).waitFor();
	});

	test("asks what no tool answers: the panel has no ranking then, and says what was heard", async () => {
		const page = await visit.open();
		await ask(page, "@mlops-recommend what shall we have for lunch?");
		await openPanel(page);
		expect(await row(page, "Asks").innerText()).toContain("something else than MLOps tools");
		expect(await panel(page).getByRole("heading", { name: "Filtered and ranked" }).count()).toBe(0);
	});

	test("every question that is offered is answered, and every answer is explained word for word", async () => {
		const page = await visit.open();
		await page.getByRole("button", { name: "research", exact: true }).click();
		const offered = channel(page).locator(".question");
		const count = await offered.count();
		expect(count).toBe(6);
		for (let at = 0; at < count; at++) {
			if (at > 0) await page.getByText("Questions to try").click();
			await offered.nth(at).click();
			await openPanel(page);
			expect(await panel(page).getByText("word for word the answer that was posted").count()).toBe(1);
			await page.getByRole("button", { name: "Close the thread" }).click();
		}
	});

	test("an explanation is asked for with the timestamp of an answer; anything else is refused in words", async () => {
		const page = await visit.open();
		await ask(page, "@mlops-recommend which tool monitors drift?");
		type State = { messages: { channel: string; ts: string; explained: boolean }[] };
		const { messages } = (await (await fetch(`${visit.address}/workspace/state`)).json()) as State;
		const explained = messages.findLast((one) => one.explained && one.channel === "C0PLATFORM");
		const explain = async (query: string) => {
			const response = await fetch(`${visit.address}/workspace/explain?${query}`);
			return { status: response.status, body: (await response.json()) as { error?: string } };
		};
		const good = await explain(`channel=${explained?.channel}&ts=${explained?.ts}`);
		expect(good.status).toBe(200);
		expect(explanationSchema.parse(good.body).understood.categories.map(({ name }) => name)).toContain("model monitoring");
		expect(await explain("channel=C0PLATFORM")).toMatchObject({ status: 400, body: { error: expect.stringContaining("ts: ") } });
		expect(await explain("channel=../etc&ts=1")).toMatchObject({ status: 400, body: { error: expect.stringContaining("channel: expected a channel's id; ts: expected a message's timestamp") } });
		expect(await explain("channel=C0PLATFORM&ts=1.000000")).toMatchObject({ status: 404, body: { error: expect.stringContaining("an answer of the bot") } });
		expect((await fetch(`${visit.address}/workspace/explain?channel=C0PLATFORM&ts=1.000000`, { headers: { origin: "https://evil.example" } })).status).toBe(403);
	});

	test("plays a week, and reads Monday's digest with its picture", async () => {
		const page = await visit.open();
		await page.getByRole("button", { name: "Play a week" }).click();
		const picture = page.getByRole("img", { name: /^The lifecycle as two loops/ });
		await picture.waitFor({ timeout: 20_000 });
		await page.getByText("What people asked").waitFor();
		const digest = channel(page).getByRole("listitem").filter({ has: picture });
		expect(await digest.innerText()).toMatch(/Experiment tracking: \d+ questions/);
		expect(await digest.innerText()).toMatch(/New in the catalog\s+.*has ended/);
		expect(await digest.locator("time").innerText()).toMatch(/^09:0\d$/);
		expect(await digest.locator("time").getAttribute("title")).toMatch(/^Monday/);
		expect(await channel(page).getByRole("listitem").filter({ hasText: "Which feature store for a Python shop on AWS?" }).count()).toBe(1);
		await until("its beginning in view", () => digest.evaluate((item) => Math.abs(item.getBoundingClientRect().top - (item.closest("section")?.getBoundingClientRect().top ?? 0)) < 60));
		expect(await violations(page)).toEqual([]);
	});
});
