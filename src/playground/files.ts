import { randomUUID } from "node:crypto";

/** A file that was uploaded; `content` is there once the upload itself is through, `isShared` once it was completed. */
export type SlackFile = { id: string; name: string; title: string; alt_text: string; mimetype: string; length: number; content?: Buffer; isComplete: boolean };

const types: Record<string, string> = { png: "image/png", jpg: "image/jpeg", jpeg: "image/jpeg", gif: "image/gif", txt: "text/plain", csv: "text/csv", json: "application/json", md: "text/markdown" };

/** Files of the workspace: announced, then uploaded, then completed, as Slack wants it. */
export class Files {
	readonly #files = new Map<string, SlackFile>();

	announce(name: string, length: number, altText: string): SlackFile {
		const id = `F${randomUUID().replaceAll("-", "").slice(0, 10).toUpperCase()}`;
		const file: SlackFile = { id, name, title: name, alt_text: altText, mimetype: types[name.split(".").at(-1)?.toLowerCase() ?? ""] ?? "application/octet-stream", length, isComplete: false };
		this.#files.set(id, file);
		return file;
	}

	/** Somebody deletes it. */
	delete(id: string): void {
		this.#files.delete(id);
	}

	get = (id: string): SlackFile | undefined => this.#files.get(id);

	/** A picture that an image block may show. */
	picture(id: string): SlackFile | undefined {
		const file = this.#files.get(id);
		return file?.isComplete === true && file.mimetype.startsWith("image/") ? file : undefined;
	}
}
