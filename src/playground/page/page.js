// The local workspace: a small Slack in the browser. Everything shown is built as elements, never as markup from text.
const $ = (id) => document.getElementById(id);
const state = { bot: "", users: [], channels: [], messages: [], ephemerals: [], channel: "", thread: undefined, who: "" };

const examples = [
	"@mlops-recommend which experiment tracker should five researchers use on-prem, no Kubernetes?",
	"@mlops-recommend Airflow or Dagster for retraining 30 models a night?",
	"@mlops-recommend what is a feature store, do we need one?",
	"/mlops-recommend help",
];

function element(tag, attributes = {}, ...children) {
	const made = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) {
		if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
		else if (value !== undefined) made.setAttribute(name, value);
	}
	made.append(...children);
	return made;
}

const userOf = (id) => state.users.find((user) => user.id === id);
const unescapeSlack = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/** Slack's mrkdwn as elements: links, mentions, bold, italic, code. */
function mrkdwn(text) {
	const parts = [];
	const pattern = /<(https?:[^|>]+)(?:\|([^>]*))?>|<@([A-Z0-9]+)>|`([^`\n]+)`|(?<![\p{L}\p{N}*])\*([^*\n]+)\*(?![\p{L}\p{N}*])|(?<![\p{L}\p{N}_])_([^_\n]+)_(?![\p{L}\p{N}_])/gu;
	let at = 0;
	for (const match of text.matchAll(pattern)) {
		if (match.index > at) parts.push(unescapeSlack(text.slice(at, match.index)));
		const [all, url, label, user, code, strong, soft] = match;
		if (url) parts.push(element("a", { href: unescapeSlack(url), rel: "noreferrer", target: "_blank" }, unescapeSlack(label ?? url)));
		else if (user) parts.push(element("span", { class: "mention" }, `@${userOf(user)?.name ?? user}`));
		else if (code) parts.push(element("code", {}, unescapeSlack(code)));
		else if (strong) parts.push(element("strong", {}, ...mrkdwn(strong)));
		else if (soft) parts.push(element("em", {}, ...mrkdwn(soft)));
		at = match.index + all.length;
	}
	if (at < text.length) parts.push(unescapeSlack(text.slice(at)));
	return parts;
}

function block(one) {
	if (one.type === "divider") return element("hr");
	if (one.type === "header") return element("h3", {}, one.text.text);
	const texts = one.type === "context" ? one.elements : [one.text, ...(one.fields ?? [])].filter(Boolean);
	return element("div", { class: `block ${one.type}` }, ...texts.flatMap((text, at) => [...(at > 0 ? [" "] : []), ...mrkdwn(text.text ?? "")]));
}

function message(one, { onlyYou = false, showReplies = false } = {}) {
	const user = userOf(one.user) ?? { real_name: "mlops-recommend", is_bot: true };
	const time = new Date(Number(one.ts) * 1000);
	const head = element("header", {}, element("span", { class: "name" }, onlyYou ? "mlops-recommend" : user.real_name));
	if (onlyYou || user.is_bot) head.append(element("span", { class: "app" }, "APP"));
	head.append(element("time", { datetime: time.toISOString() }, time.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })));
	if (onlyYou) head.append(element("span", { class: "app" }, "only visible to you"));
	const body = one.blocks?.length ? one.blocks.map(block) : [element("p", {}, ...mrkdwn(one.text))];
	const item = element("li", { class: onlyYou ? "message only-you" : "message", "data-ts": one.ts }, head, ...body);
	const count = repliesTo(one).length;
	if (showReplies && !onlyYou) {
		const label = count === 0 ? "Reply in thread" : `${count} ${count === 1 ? "reply" : "replies"}`;
		item.append(element("button", { type: "button", class: "replies-link", onclick: () => openThread(one.ts) }, label));
	}
	return item;
}

const repliesTo = ({ ts }) => state.messages.filter((one) => one.channel === state.channel && one.thread_ts === ts && one.ts !== ts);
const byTime = (a, b) => Number(a.ts) - Number(b.ts);

function draw() {
	const channel = state.channels.find(({ id }) => id === state.channel);
	$("title").textContent = `# ${channel?.name ?? ""}${channel?.hasBot ? "" : " (mlops-recommend is not in this channel)"}`;
	$("channels").replaceChildren(
		...state.channels.map(({ id, name }) => element("li", {}, element("button", { type: "button", "aria-current": String(id === state.channel), onclick: () => openChannel(id) }, `# ${name}`))),
	);
	const shown = [
		...state.messages.filter((one) => one.channel === state.channel && (one.thread_ts === undefined || one.thread_ts === one.ts)).map((one) => ({ one, onlyYou: false })),
		...state.ephemerals.filter((one) => one.channel === state.channel && one.user === state.who).map((one) => ({ one, onlyYou: true })),
	].sort((a, b) => byTime(a.one, b.one));
	$("messages").replaceChildren(...shown.map(({ one, onlyYou }) => message(one, { onlyYou, showReplies: true })));
	$("messages").scrollTop = $("messages").scrollHeight;
	$("thread").hidden = state.thread === undefined;
	if (state.thread === undefined) return;
	const thread = state.messages.filter((one) => one.channel === state.channel && (one.ts === state.thread || one.thread_ts === state.thread)).sort(byTime);
	$("replies").replaceChildren(...thread.map((one) => message(one)));
	$("replies").scrollTop = $("replies").scrollHeight;
}

function openChannel(id) {
	state.channel = id;
	state.thread = undefined;
	draw();
}

function openThread(ts) {
	state.thread = ts;
	draw();
	$("reply-text").focus();
}

async function send(text, thread) {
	const body = { user: state.who, channel: state.channel, text, ...(thread === undefined ? {} : { thread_ts: thread }) };
	const response = await fetch("/workspace/messages", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
	const answer = await response.json();
	$("status").textContent = response.ok ? "" : answer.error;
	if (response.ok && answer.ts !== undefined && thread === undefined && /@mlops-recommend/.test(text)) openThread(answer.ts);
}

function composer(form, area, threadOf) {
	const submit = () => {
		const text = area.value.trim();
		if (text === "") return;
		area.value = "";
		void send(text, threadOf());
	};
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		submit();
	});
	area.addEventListener("keydown", (event) => {
		if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
		event.preventDefault();
		submit();
	});
}

function receive(change) {
	if (change.kind === "ephemeral") state.ephemerals.push(change.message);
	else {
		const one = { ...change.message, channel: change.channel };
		const at = state.messages.findIndex(({ ts, channel }) => ts === one.ts && channel === one.channel);
		if (at < 0) state.messages.push(one);
		else state.messages[at] = one;
		// A slash command's question opens its thread for whoever asked.
		if (change.kind === "message" && one.user === state.bot && one.thread_ts === undefined && one.text.includes(`<@${state.who}>`)) state.thread = one.ts;
	}
	draw();
}

async function load() {
	Object.assign(state, await (await fetch("/workspace/state")).json());
	state.channel ||= state.channels[0].id;
	const people = state.users.filter((user) => !user.is_bot);
	state.who ||= people[0].id;
	$("who").replaceChildren(...people.map(({ id, real_name, title }) => element("option", { value: id }, title ? `${real_name} · ${title}` : real_name)));
	$("who").value = state.who;
	draw();
}

composer($("composer"), $("text"), () => undefined);
composer($("reply"), $("reply-text"), () => state.thread);
$("close-thread").addEventListener("click", () => {
	state.thread = undefined;
	draw();
});
$("who").addEventListener("change", () => {
	state.who = $("who").value;
	draw();
});
$("examples").replaceChildren(...examples.map((text) => element("button", { type: "button", onclick: () => send(text) }, text)));
const events = new EventSource("/workspace/events");
events.addEventListener("message", ({ data }) => receive(JSON.parse(data)));
events.addEventListener("open", () => void load());
