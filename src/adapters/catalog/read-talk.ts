import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { emptyTalkModel, restoreTalkModel, type StoredTalkModel, type TalkModel } from "../../core/conversation/talk-model.ts";
import { type LabelledTalk, labelledTalk } from "../../core/conversation/talk-training.ts";
import { catalogDir } from "./read-catalog.ts";

/** Where `npm run train` puts the model that tells whom a message in a thread is meant for. */
export const talkModelFile = join(catalogDir, "talk-model.json");

/** The trained model; without one, no message is taken to be meant for us. */
export const readTalkModel = (): TalkModel => (existsSync(talkModelFile) ? restoreTalkModel(JSON.parse(readFileSync(talkModelFile, "utf8")) as StoredTalkModel) : emptyTalkModel);

/** Every labelled message in the order of files and lines: those that were written, and those that are made of patterns. */
export function readThreadTalk(dir: string = join(catalogDir, "thread-talk")): { written: LabelledTalk[]; made: LabelledTalk[] } {
	const files = readdirSync(dir)
		.filter((file) => file.endsWith(".txt"))
		.sort()
		.map((name) => labelledTalk(readFileSync(join(dir, name), "utf8"), `catalog/thread-talk/${name}`));
	return { written: files.flatMap(({ written }) => written), made: files.flatMap(({ made }) => made) };
}
