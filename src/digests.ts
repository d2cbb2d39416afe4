import type { WebClient } from "@slack/web-api";
import { slackDigestMessenger } from "./adapters/slack/digest-messenger.ts";
import { replyToDigestCommand } from "./adapters/slack/digest-reply.ts";
import { workspaceUrl } from "./adapters/slack/workspace-url.ts";
import type { Catalog } from "./core/catalog/catalog.ts";
import { drawLifecycle } from "./draw-lifecycle.ts";
import { digestCommand } from "./flows/digest-command.ts";
import { DigestRun } from "./flows/digest-run.ts";
import { type DigestWriter, writeWords } from "./flows/digest-writer.ts";
import { type SendingDeps, sendDigest } from "./flows/send-digest.ts";
import type { AskedLog, Channels, Clock, DigestLog, DigestReply, DigestRequest, Log, Subscriptions } from "./ports.ts";

export type DigestsOptions = {
	client: WebClient;
	catalog: Catalog;
	catalogWithoutOverlay: Catalog;
	asked: AskedLog;
	channels: Channels;
	subscriptions: Subscriptions;
	digests: DigestLog;
	/** Calls back at the start and then each minute. */
	eachMinute: (tick: () => Promise<void>, log: Log) => { stop: () => void | Promise<void> };
	/** The model that puts digests into words; without one the catalog's composer does. */
	writer: DigestWriter | undefined;
	clock: Clock;
	log: Log;
};

export type Digests = {
	/** Does what a command asked, and answers it to its asker. Never rejects. */
	command: (request: DigestRequest, responseUrl: string) => void;
	/** From now on what is due is sent. */
	start: () => void;
	/** Takes up nothing more, and resolves when what runs has come to an end. */
	stop: () => Promise<void>;
};

/** The weekly digests of one bot: what is due is sent, each minute; and what people ask of them. */
export function weeklyDigests(options: DigestsOptions): Digests {
	const { client, catalog, clock, log, subscriptions, eachMinute } = options;
	const url = workspaceUrl(client);
	const messenger = slackDigestMessenger({ client, catalog, workspaceUrl: url, clock, fetch, log });
	const { writer } = options;
	const words: SendingDeps["words"] = writer === undefined ? undefined : (workspace, from, composed) => writeWords(writer, workspace, from, composed, { clock, log });
	const draw: SendingDeps["draw"] = (from, stages, alt) => drawLifecycle(from.framework, alt, stages);
	const deps = { ...options, messenger, words, draw };
	const run = new DigestRun({ subscriptions, send: (toSend) => sendDigest(deps, toSend), clock, log });
	let ticking: { stop: () => void | Promise<void> } | undefined;
	const commands = new Set<Promise<void>>();
	const answer = async (request: DigestRequest, responseUrl: string): Promise<void> => {
		let reply: DigestReply;
		try {
			reply = await digestCommand(deps, request);
		} catch (error) {
			log.error({ command: request.id, error: error instanceof Error ? error.message : String(error) }, "a command about the digest failed");
			reply = { kind: "text", text: `That did not work, and it is not your doing. Please try again in a minute; in the log it is \`${request.id}\`.` };
		}
		await replyToDigestCommand({ catalog, workspaceUrl: url, clock, fetch, log }, responseUrl, reply);
	};
	return {
		command: (request, responseUrl) => {
			const answering = answer(request, responseUrl).finally(() => commands.delete(answering));
			commands.add(answering);
		},
		start: () => {
			ticking = eachMinute(() => run.tick(), log);
		},
		stop: async () => {
			await ticking?.stop();
			await Promise.all([run.stop(), ...commands]);
		},
	};
}
