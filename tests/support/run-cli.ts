import { spawn } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

export type Run = { code: number | null; out: string; err: string };

/** Runs one of the project's commands as a person would, and resolves when it has ended. */
export function runCli(file: string, args: readonly string[], env: Record<string, string> = {}): Promise<Run> {
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, [join(root, file), ...args], { cwd: root, env: { ...process.env, CATALOG_OVERLAY: "", ...env }, stdio: ["ignore", "pipe", "pipe"] });
		let out = "";
		let err = "";
		child.stdout.setEncoding("utf8").on("data", (text: string) => {
			out += text;
		});
		child.stderr.setEncoding("utf8").on("data", (text: string) => {
			err += text;
		});
		child.on("error", reject);
		child.on("close", (code) => resolve({ code, out, err }));
	});
}
