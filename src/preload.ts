import { existsSync } from "node:fs";
import { enableCompileCache } from "node:module";
import { join } from "node:path";

// Loaded before each command of package.json. Code that was stripped of its types and compiled once is kept for the next start;
// where that can't be written, each start does it anew.
enableCompileCache(join(import.meta.dirname, "../node_modules/.cache/mlops-recommend/compiled"));

// Node's own --env-file-if-exists says on every run that there is none.
if (existsSync(".env")) process.loadEnvFile(".env");
