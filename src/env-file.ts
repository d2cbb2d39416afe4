import { existsSync } from "node:fs";

// Loaded before whatever package.json runs with settings. Node's own --env-file-if-exists says on every run that there is none.
if (existsSync(".env")) process.loadEnvFile(".env");
