import type { KnownBlock } from "@slack/types";
import type { Catalog } from "../../core/catalog/catalog.ts";
import type { Digest } from "../../core/digest/digest.ts";
import { type DigestLine, digestText, footerOf, type LineLink, partsOf, titleOf } from "../../core/digest/digest-text.ts";
import { bold, escapeMrkdwn, escapeWithin, link, truncate } from "./mrkdwn.ts";

/** What Slack takes of a digest. `text` is complete by itself: the notification and what is read aloud. */
export type DigestMessage = { text: string; blocks: KnownBlock[] };

const sectionLimit = 3000;
const textLimit = 4000;
/** Slack's own limit on an image's alternative text. */
const altLimit = 2000;

const section = (text: string): KnownBlock => ({ type: "section", text: { type: "mrkdwn", text: truncate(text, sectionLimit) } });
const context = (text: string): KnownBlock => ({ type: "context", elements: [{ type: "mrkdwn", text: truncate(text, sectionLimit) }] });

/**
 * A digest as Block Kit, the picture inside the one message.
 * @param picture the id of the uploaded picture; without one the sentence about it goes too
 * @param workspaceUrl the workspace's address, up to and with the last slash, for links to threads
 */
export function digestMessage(catalog: Catalog, digest: Digest, picture: string | undefined, workspaceUrl: string | undefined): DigestMessage {
	const blocks: KnownBlock[] = [{ type: "header", text: { type: "plain_text", text: titleOf(digest) } }, section(bold(digest.headline))];
	if (digest.picture !== undefined && picture !== undefined) {
		blocks.push({ type: "image", slack_file: { id: picture }, alt_text: truncate(digest.picture.alt, altLimit) }, context(escapeMrkdwn(digest.picture.says)));
	}
	for (const { title, lines, more } of partsOf(catalog, digest)) {
		blocks.push(section([bold(title), ...lines.map((line) => `•  ${lineText(line, workspaceUrl)}`), ...(more === undefined ? [] : [escapeMrkdwn(more)])].join("\n")));
	}
	blocks.push(context(`${escapeMrkdwn(footerOf(digest))}`));
	return { text: escapeWithin(digestText(catalog, digest), textLimit), blocks };
}

/** "*Experiment tracking*: 6 questions", with a link where there is something to open. */
function lineText({ lead, text, link: to }: DigestLine, workspaceUrl: string | undefined): string {
	const said = [lead === undefined ? "" : `${bold(lead)}:`, escapeMrkdwn(text)].filter(Boolean).join(" ");
	if (to === undefined) return said;
	return "url" in to.to ? `${said} ${link(to.to.url, to.label)}` : `${threadLink(to.label, to.to, workspaceUrl)}, ${said}`;
}

function threadLink(label: string, { channel, thread }: Extract<LineLink["to"], { thread: string }>, workspaceUrl: string | undefined): string {
	return workspaceUrl === undefined ? escapeMrkdwn(label) : link(`${workspaceUrl}archives/${channel}/p${thread.replace(".", "")}`, label);
}
