import type { WebClient } from "@slack/web-api";

/** The workspace's address, up to and with the last slash; asked for once, and again where Slack did not say. */
export function workspaceUrl(client: WebClient): () => Promise<string | undefined> {
	let known: Promise<string | undefined> | undefined;
	return () => {
		known ??= client.auth.test().then(
			({ url }) => url,
			() => {
				known = undefined;
				return undefined;
			},
		);
		return known;
	};
}
