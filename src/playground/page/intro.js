// What a newcomer reads in an empty channel; once something was said, the questions alone, folded away.

import { element, icon } from "./dom.js";
import { avatar } from "./messages.js";
import { people } from "./store.js";

/** @typedef {{ shows: string, text: string }} Example */
/** @typedef {(text: string) => unknown} Ask */
/** @typedef {() => Promise<unknown>} Play */

const bot = "@mlops-recommend";
const questions = [
	{ shows: "What must hold", text: `${bot} Which experiment tracker should five researchers use on-prem, no Kubernetes?` },
	{ shows: "Two tools, weighed", text: `${bot} Airflow or Dagster for retraining 30 models a night?` },
	{ shows: "What something is", text: `${bot} What is a feature store, do we need one?` },
	{ shows: "How to bring it in", text: `${bot} We decided on Evidently for monitoring, how do we start?` },
	{ shows: "Another language", text: `${bot} Wir sind drei Backend-Entwickler: womit bringen wir ein Modell ohne Kubernetes in Produktion?` },
	{ shows: "A tool that has ended", text: `${bot} We log our experiments in Neptune, which tracker should we move to?` },
];

const closed = { shows: "A channel without the bot", text: "/mlops-recommend which vector database for a small team, self-hosted?" };
const help = "/mlops-recommend help";

/** @param {{ hasBot: boolean, isDirect: boolean, isEmpty: boolean, ask: Ask, play: Play }} where `ask` takes the text of a question that was clicked, `play` plays a week of them */
export function intro({ hasBot, isDirect, isEmpty, ask, play }) {
	// Nobody is mentioned in a direct message.
	const offered = (hasBot ? questions : [closed]).map(({ shows, text }) => ({ shows, text: isDirect ? text.replace(`${bot} `, "") : text }));
	if (!isEmpty) {
		const folded = element("details", {}, element("summary", {}, icon("arrow"), "Questions to try"));
		/** @type {Ask} */
		const askAndFold = (text) => {
			folded.open = false;
			ask(text);
		};
		folded.append(questionList(offered, askAndFold));
		return element("div", { class: "more-questions" }, folded, hasBot && !isDirect && weekButton(play));
	}
	const said = element(
		"div",
		{},
		element("h3", {}, isDirect ? "Only you and the bot read this." : hasBot ? "Ask which tool fits. Say what must hold." : "The bot is not in this channel."),
		element(
			"p",
			{},
			isDirect
				? "Just ask: here it need not be mentioned, and a follow-up in the thread continues the talk. What it says is what it would say in a channel."
				: hasBot
					? "The bot answers in the thread of your question: at most three tools from its catalog, each with what speaks against it, and its sources. Under each answer, “How this answer was made” shows every step. Nothing leaves this machine."
					: "Mentioning it does nothing here, as in Slack. A slash command works, and its answer is shown to you alone.",
		),
		element("h4", {}, "Questions to try: click one to ask it"),
		questionList(offered, ask),
		element("p", { class: "or" }, "Or see ", element("button", { type: "button", onclick: () => ask(help) }, help), "."),
	);
	return element("div", { class: "intro" }, hasBot && !isDirect ? [element("div", {}, said, whoIsWho()), element("div", { class: "beside" }, lifecycle(), week(play))] : said);
}

/** What the answers go by, as the weekly digest draws it. */
function lifecycle() {
	const picture = element("img", {
		src: "/lifecycle.svg",
		width: 400,
		height: 392,
		alt: "The ML lifecycle as two loops, the model loop and the software loop, which meet at model training and at data acquisition.",
	});
	const figure = element("figure", { class: "map" }, picture, element("figcaption", {}, "The bot places each question in this lifecycle: two loops, eight stages."));
	// The bot that knows the lifecycle may still be starting.
	picture.addEventListener("error", () => figure.remove());
	return figure;
}

/** @type {(offered: readonly Example[], ask: Ask) => HTMLElement} */
const questionList = (offered, ask) =>
	element(
		"ul",
		{ class: "questions" },
		offered.map(({ shows, text }) =>
			element("li", {}, element("button", { type: "button", class: "question", onclick: () => ask(text) }, element("strong", {}, shows), element("span", {}, text.replace(`${bot} `, "")))),
		),
	);

/** Time travel: a week passes in seconds, and its digest comes. @param {Play} play */
function weekButton(play) {
	const button = element("button", { type: "button", class: "act button" }, icon("week"), "Play a week");
	button.addEventListener("click", async () => {
		if (button.getAttribute("aria-disabled") === "true") return;
		button.setAttribute("aria-disabled", "true");
		await play();
		button.removeAttribute("aria-disabled");
	});
	return button;
}

/** @param {Play} play */
const week = (play) =>
	element(
		"section",
		{ class: "week", "aria-labelledby": "week-title" },
		element("h4", { id: "week-title" }, "A week in a few seconds"),
		element(
			"p",
			{},
			"Once a week the bot tells a channel what was asked, and what is new in the catalog. Let three people ask ten questions, day by day, and see Monday's digest. The workspace's clock is put forward for it, and what is new is told against an earlier state of the catalog.",
		),
		weekButton(play),
	);

function whoIsWho() {
	return element(
		"section",
		{ class: "who-is-who", "aria-labelledby": "who-is-who" },
		element("h4", { id: "who-is-who" }, "You can be three people"),
		element("p", {}, "A researcher and an engineer need different things of a tool, so an answer is written for who asks. What the question says of them counts first."),
		element(
			"ul",
			{},
			people().map((user) => element("li", {}, avatar(user), element("div", {}, element("strong", {}, user.real_name), element("span", {}, user.title || "no title: nothing is known")))),
		),
	);
}
