// The column at the left: channels, the app, and who the reader is.
import { byId, element, icon, syncList } from "./dom.js";
import { avatar } from "./messages.js";
import { go, openChannels, ownDirectMessage, people, state, userOf } from "./store.js";

/** @param {{ openChannel: (id: string) => void, openHome: () => void }} actions */
export function drawSide({ openChannel, openHome }) {
	syncList(byId("channels"), openChannels(), {
		keyOf: ({ id }) => id,
		versionOf: ({ id }) => String(!state.atHome && id === state.channel),
		make: ({ id, name }) => place({ focus: id, isHere: !state.atHome && id === state.channel, open: () => openChannel(id) }, element("span", { class: "hash", "aria-hidden": "true" }, "#"), name),
	});
	const own = ownDirectMessage();
	const apps = [
		...(own === undefined
			? []
			: [
					{
						id: "messages",
						isHere: !state.atHome && state.channel === own.id,
						label: userOf(state.bot).real_name,
						open: () => openChannel(own.id),
						mark: element("img", { src: "/icon.svg", alt: "", width: 18, height: 18 }),
					},
				]),
		...(state.app.homeTab ? [{ id: "home", isHere: state.atHome, label: "App Home", open: openHome, mark: icon("home") }] : []),
	];
	syncList(byId("apps"), apps, {
		keyOf: ({ id }) => id,
		versionOf: ({ isHere }) => [isHere, state.who].join(),
		make: ({ id, isHere, label, open, mark }) => place({ focus: id, isHere, open }, mark, element("span", { class: "app-name" }, label)),
	});
	syncList(byId("people"), people(), {
		keyOf: ({ id }) => id,
		versionOf: () => "",
		make: (user) =>
			element(
				"label",
				{},
				element("input", { type: "radio", name: "who", value: user.id, checked: user.id === state.who, onchange: () => go({ who: user.id }) }),
				avatar(user),
				element("span", { class: "person" }, element("strong", {}, user.real_name), element("span", {}, user.title || "no title")),
			),
	});
}

/**
 * @param {{ focus: string, isHere: boolean, open: () => void }} where
 * @param {...import("./dom.js").Child} face
 */
const place = ({ focus, isHere, open }, ...face) => element("li", {}, element("button", { type: "button", "data-focus": focus, "aria-current": isHere && "page", onclick: open }, face));
