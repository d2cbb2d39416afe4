// Links to messages, as Slack writes them: they lead to the message here, without leaving the page.

/** @typedef {{ channel: string, ts: string, thread: string }} Place of a message; a message outside threads is the first of its own */

/**
 * @param {string} address
 * @returns {Place | undefined} nothing where the address is no permalink of this workspace
 */
export function placeOf(address) {
	const { origin, pathname, searchParams } = new URL(address, location.href);
	const [, channel, seconds, micros] = /^\/archives\/(\w+)\/p(\d+)(\d{6})$/.exec(pathname) ?? [];
	if (origin !== location.origin || channel === undefined) return undefined;
	const ts = `${seconds}.${micros}`;
	return { channel, ts, thread: searchParams.get("thread_ts") ?? ts };
}

/**
 * Follows permalinks in place, those that are clicked and the one that the page was opened with.
 * @param {(place: Place) => void} goTo
 * @returns {Place | undefined} where the page was opened
 */
export function followPermalinks(goTo) {
	document.addEventListener("click", (event) => {
		const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
		const place = link === null ? undefined : placeOf(link.getAttribute("href") ?? "");
		if (place === undefined || event.ctrlKey || event.metaKey || event.shiftKey) return;
		event.preventDefault();
		goTo(place);
	});
	const opened = placeOf(location.href);
	if (opened !== undefined) history.replaceState(null, "", "/");
	return opened;
}
