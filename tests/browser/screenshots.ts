import { mkdirSync } from "node:fs";
import { join, relative } from "node:path";
import type { Page } from "playwright-core";
import { ask, executablePath, hasChromium, openPanel, thread, Visit } from "./chromium.ts";

/** Draws the README's pictures of the local workspace, as it is now. */

const root = join(import.meta.dirname, "../..");
const folder = join(root, "docs/images");
const question = "@mlops-recommend which experiment tracker should five researchers use on-prem, no Kubernetes?";
const wide = { viewport: { width: 1280, height: 800 } };

async function main(): Promise<void> {
	if (!hasChromium) throw new Error(`Expected Chromium at ${executablePath}, got nothing; on Debian: apt-get install chromium`);
	mkdirSync(folder, { recursive: true });
	const visit = await Visit.begin();
	try {
		const page = await visit.open(wide);
		await beSomebody(page, "Emil");
		await ask(page, "@mlops-recommend Airflow or Dagster for retraining 30 models a night?");
		await beSomebody(page, "Sam");
		await ask(page, "@mlops-recommend What is a feature store, do we need one?");
		await beSomebody(page, "Rosa");
		await ask(page, question);
		await page.emulateMedia({ colorScheme: "dark" });
		await thread(page)
			.getByRole("button", { name: /^Narrow down/ })
			.click();
		await page.getByRole("dialog").waitFor();
		await keep(page, "local-workspace-dark");
		await page.keyboard.press("Escape");
		await page.emulateMedia({ colorScheme: "light" });
		await page.setViewportSize({ width: 1280, height: 960 });
		await openPanel(page);
		await keep(page, "local-workspace");

		const phone = await visit.open({ viewport: { width: 380, height: 780 } });
		await phone
			.getByRole("button", { name: /^1 reply/ })
			.last()
			.click();
		await thread(phone)
			.getByRole("region")
			.evaluate((messages) => messages.scrollTo(0, 0));
		await keep(phone, "local-workspace-phone");

		const week = await visit.open({ viewport: { width: 1280, height: 1180 } });
		await week.getByRole("button", { name: "Play a week" }).click();
		await week.getByRole("img", { name: /^The lifecycle/ }).waitFor({ timeout: 20_000 });
		await week.getByText("The digest stands in the channel.", { exact: true }).waitFor();
		// The page goes to the digest's beginning when its picture is drawn.
		await week.waitForTimeout(1000);
		await keep(week, "local-workspace-digest");
	} finally {
		await visit.end();
	}
}

const beSomebody = (page: Page, name: string): Promise<void> => page.getByRole("radio", { name }).check({ force: true });

async function keep(page: Page, name: string): Promise<void> {
	const path = join(folder, `${name}.png`);
	await page.screenshot({ path });
	console.log(relative(root, path));
}

await main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
