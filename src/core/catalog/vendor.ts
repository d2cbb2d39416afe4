import type { Tool } from "./tool.ts";

/** Whose name is another's: how people call those who stand in the catalog under a longer or another name. */
const alsoCalled: Readonly<Record<string, string>> = { aws: "amazon", "amazon web services": "amazon", facebook: "meta", alphabet: "google", "hewlett packard": "hpe", huggingface: "hugging face" };

/** The word by which a vendor or a foundation is known: "Google Cloud" and "Google" are one. */
export function vendorKey(name: string): string {
	const key = name
		.toLowerCase()
		.replace(/(?:\.(?:ai|com|io|in))$/, "")
		.replace(/ (?:ai|labs|cloud|technologies|foundation|data lab|software foundation)$/, "")
		.trim();
	return alsoCalled[key] ?? key;
}

/** Who stands behind a tool: the company that makes it, the foundation that holds it. */
export const backersOf = ({ vendor, foundation }: Pick<Tool, "vendor" | "foundation">): string[] => [vendor, foundation].filter((name) => name !== undefined);

/** Every word by which people name one who stands behind a tool of the catalog, with its key. */
export function vendorNames(tools: Iterable<Tool>): ReadonlyMap<string, string> {
	const names = new Map<string, string>(Object.entries(alsoCalled));
	for (const tool of tools) for (const name of backersOf(tool)) for (const written of [name.toLowerCase(), vendorKey(name)]) names.set(written, vendorKey(name));
	return names;
}
