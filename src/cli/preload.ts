import { enableCompileCache } from "node:module";
import { join } from "node:path";
import "../env-file.ts";

// Loaded before each command: what was stripped of its types and compiled once is kept for the next one; where that can't be
// written, each command does it anew. Not for `npm start`: it is quick enough, and would hold 20 MB more.
enableCompileCache(join(import.meta.dirname, "../../node_modules/.cache/mlops-recommend/compiled"));
