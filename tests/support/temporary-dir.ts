import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder of its own, and how to take it away again. */
export function temporaryDir(): { path: string; remove: () => void } {
	const path = mkdtempSync(join(tmpdir(), "mlops-recommend-test-"));
	return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
