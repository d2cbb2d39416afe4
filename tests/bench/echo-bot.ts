import { App } from "@slack/bolt";
import { reportOnRequest } from "./report.ts";

/** What the framework alone costs: answers each mention with its own text, stores nothing. */
const app = new App({ token: process.env.SLACK_BOT_TOKEN ?? "", signingSecret: process.env.SLACK_SIGNING_SECRET ?? "", clientOptions: { slackApiUrl: process.env.SLACK_API_URL ?? "" } });
app.event("app_mention", async ({ event, say }) => {
	await say({ text: event.text, thread_ts: event.ts });
});
await app.start(Number(process.env.PORT));
reportOnRequest(async () => {
	await app.stop();
});
