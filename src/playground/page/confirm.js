// The question that Slack asks before an action that wants to be confirmed.
import { element } from "./dom.js";
import { mrkdwn } from "./mrkdwn.js";

/** @typedef {{ title: { text: string }, text: { type: string, text: string }, confirm: { text: string }, deny: { text: string }, style?: "primary" | "danger" | undefined }} Confirm */

/**
 * @param {Confirm} asked
 * @returns {Promise<boolean>}
 */
export function confirmed({ title, text, confirm, deny, style }) {
	return new Promise((resolve) => {
		const no = element("button", { type: "button", class: "act button" }, deny.text);
		const yes = element("button", { type: "button", class: `act button ${style ?? "primary"}` }, confirm.text);
		const dialog = element(
			"dialog",
			{ class: "modal confirm", role: "alertdialog", "aria-labelledby": "confirm-title", "aria-describedby": "confirm-text" },
			element("header", {}, element("h2", { id: "confirm-title" }, title.text)),
			element("p", { id: "confirm-text", class: "modal-body" }, text.type === "mrkdwn" ? mrkdwn(text.text) : text.text),
			element("footer", {}, no, yes),
		);
		no.addEventListener("click", () => dialog.close("no"));
		yes.addEventListener("click", () => dialog.close("yes"));
		dialog.addEventListener("keydown", (event) => event.stopPropagation());
		dialog.addEventListener("close", () => {
			dialog.remove();
			resolve(dialog.returnValue === "yes");
		});
		document.body.append(dialog);
		dialog.showModal();
	});
}
