// Which feedback the reader gave, as long as the page is open: Slack keeps the thumb marked.
/** @type {Map<string, string>} */
const kept = new Map();

/** @type {(key: string, value: string) => unknown} */
export const pressed = (key, value) => kept.set(key, value);
/** @type {(key: string) => string | undefined} */
export const wasPressed = (key) => kept.get(key);
