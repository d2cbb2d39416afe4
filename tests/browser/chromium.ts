import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from "playwright-core";
import { openPlayground } from "../../src/playground/open-playground.ts";
import { recordingLog } from "../fakes/recording-log.ts";
import { temporaryDir } from "../support/temporary-dir.ts";

/** Where Debian and Ubuntu install it. */
export const executablePath = "/usr/bin/chromium";
export const hasChromium = existsSync(executablePath);

const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** The local workspace with the real bot, and a browser to visit it with; both on this machine only. */
export class Visit {
	readonly address: string;
	readonly #browser: Browser;
	readonly #stop: () => Promise<void>;
	readonly #contexts: BrowserContext[] = [];
	/** What went wrong in pages: errors, what the Content-Security-Policy blocked, requests that leave the workspace. */
	readonly problems: string[] = [];

	private constructor(address: string, browser: Browser, stop: () => Promise<void>) {
		this.address = address;
		this.#browser = browser;
		this.#stop = stop;
	}

	static async begin(): Promise<Visit> {
		const dir = temporaryDir();
		const { address, stop } = await openPlayground({ port: 0, host: "127.0.0.1", dataDir: dir.path, catalogOverlay: undefined, log: recordingLog() });
		return Visit.to(address, async () => {
			await stop();
			dir.remove();
		});
	}

	/** A visit to a workspace that is there already. @param stop ends it */
	static async to(address: string, stop: () => Promise<void>): Promise<Visit> {
		return new Visit(address, await chromium.launch({ executablePath, args }), stop);
	}

	/** Opens the page as somebody does who has never been there. */
	async open(settings: Parameters<Browser["newContext"]>[0] = {}): Promise<Page> {
		const context = await this.#browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: "reduce", locale: "en-GB", ...settings });
		this.#contexts.push(context);
		const page = await context.newPage();
		page.setDefaultTimeout(8000);
		page.on("pageerror", (error) => this.problems.push(`error: ${error.message}`));
		page.on("console", (message) => {
			// A refusal of the server's is told to the reader; the browser's own line about it is no problem.
			if (["error", "warning"].includes(message.type()) && !message.text().startsWith("Failed to load resource")) this.problems.push(`console: ${message.text()}`);
		});
		page.on("request", (request) => {
			if (!request.url().startsWith(this.address)) this.problems.push(`request: ${request.url()}`);
		});
		await page.goto(this.address);
		await page.getByRole("heading", { name: "# ml-platform" }).waitFor();
		return page;
	}

	async closePages(): Promise<void> {
		await Promise.all(this.#contexts.splice(0).map((context) => context.close()));
	}

	async end(): Promise<void> {
		await this.#browser.close();
		await this.#stop();
	}
}

/** Asks in the open channel; resolves when the answer stands in the thread that opens. */
export async function ask(page: Page, question: string): Promise<void> {
	await page.getByRole("textbox", { name: "Message" }).fill(question);
	await page.keyboard.press("Enter");
	await thread(page).getByRole("button", { name: "How this answer was made" }).waitFor();
}

/** The same element where it holds the keyboard's focus, else nothing. */
export const focused = (locator: Locator): Locator => locator.and(locator.page().locator(":focus"));
export const channel = (page: Page): Locator => page.getByRole("region", { name: /^# / });
export const thread = (page: Page): Locator => page.getByRole("region", { name: "Thread", exact: true });
export const panel = (page: Page): Locator => page.getByRole("complementary", { name: "How this answer was made" });

/** Opens the panel of the last answer in the thread, and waits for what it says. */
export async function openPanel(page: Page): Promise<void> {
	await thread(page).getByRole("button", { name: "How this answer was made" }).last().click();
	await panel(page).getByRole("heading", { name: "Time" }).waitFor();
}

export const message = (page: Page): Locator => page.getByRole("textbox", { name: "Message" });

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
type Violation = { id: string; nodes: { target: unknown[]; failureSummary?: string }[] };

/** What axe finds that keeps people out: the rule, the place, and what would mend it. */
export async function violations(page: Page): Promise<string[]> {
	await page.evaluate(axeSource);
	const found = await page.evaluate<Violation[]>("axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations)");
	return found.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`));
}
