import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { emptyModel, type ReadingModel, restoreModel, type StoredModel } from "../../core/understanding/reading-model.ts";
import { catalogDir } from "./read-catalog.ts";

/** Where `npm run train` puts the reading model. */
export const modelFile = join(catalogDir, "reading-model.json");

/** The trained reading model; without one, questions are read by their terms alone. */
export const readModel = (): ReadingModel => (existsSync(modelFile) ? restoreModel(JSON.parse(readFileSync(modelFile, "utf8")) as StoredModel) : emptyModel);
