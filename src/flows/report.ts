import { type Report, reportOn } from "../core/report.ts";
import type { Store } from "../ports.ts";
import { allAnswers } from "./answer-records.ts";
import { allFeedback } from "./feedback.ts";

/** How the bot is liked and what the catalog lacks, from what is kept: votes of a year, answers of a month. @param workspace all of them where none is given */
export async function reportFrom(store: Pick<Store, "entries">, workspace?: string): Promise<Report> {
	const [votes, answers] = await Promise.all([Array.fromAsync(allFeedback(store, workspace)), Array.fromAsync(allAnswers(store, workspace))]);
	return reportOn(votes, answers);
}
