import { readdirSync, readFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { extname, join } from "node:path";

/** Nothing but our own files, no inline script or style, no frame, no foreign address. */
export const securityHeaders = {
	"content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
	"x-content-type-options": "nosniff",
	"referrer-policy": "no-referrer",
	"cache-control": "no-store",
};

const folder = join(import.meta.dirname, "page");
const types: Record<string, string> = { ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml" };
/** By the path under which it is served; what is not in the folder cannot be asked for. */
const assets = new Map(readdirSync(folder).map((file) => [file === "index.html" ? "/" : `/${file}`, file]));

/** Serves one of the page's files; `false` where the path names none. Read each time, so that a change shows on reload. */
export function sendAsset(pathname: string, response: ServerResponse): boolean {
	const file = assets.get(pathname);
	const type = types[extname(file ?? "")];
	if (file === undefined || type === undefined) return false;
	response.writeHead(200, { ...securityHeaders, "content-type": type }).end(readFileSync(join(folder, file)));
	return true;
}
