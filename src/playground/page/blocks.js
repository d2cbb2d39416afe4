// Block Kit as Slack draws it: the blocks that the bot may send.
import { element } from "./dom.js";
import { markdown } from "./markdown.js";
import { mrkdwn } from "./mrkdwn.js";

/** A message's content: its blocks, or its text where it has none. */
export const content = ({ blocks, text }) => (blocks?.length > 0 ? blocks.map(block) : [element("div", { class: "block section" }, mrkdwn(text))]);

function block(one) {
	switch (one.type) {
		case "section":
			return element(
				"div",
				{ class: "block section" },
				one.text && element("div", {}, textObject(one.text)),
				one.fields &&
					element(
						"div",
						{ class: "fields" },
						one.fields.map((field) => element("div", {}, textObject(field))),
					),
			);
		case "context":
			return element(
				"div",
				{ class: "block context" },
				one.elements.map((part) => element("span", {}, textObject(part))),
			);
		case "header":
			return element("p", { class: "block header" }, one.text.text);
		case "divider":
			return element("hr", { class: "block divider" });
		case "markdown":
			return element("div", { class: "block markdown" }, markdown(one.text));
		default:
			return element("p", { class: "block unknown" }, `A block of the type ${one.type}, which this page does not draw.`);
	}
}

const textObject = ({ type, text }) => (type === "mrkdwn" ? mrkdwn(text) : [text]);
