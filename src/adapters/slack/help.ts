import type { KnownBlock } from "@slack/types";
import { escapeMrkdwn } from "./mrkdwn.ts";

const lines = [
	"*Ask which MLOps tool fits*, and say what must hold: at most three picks, each with its trade-off and sources.",
	"`@mlops-recommend which experiment tracker for five researchers, on-prem?`",
	"In the answer's thread just go on: “and without Kubernetes?” Write “stop” to end that. In a direct message no mention is needed.",
	"`/mlops-recommend` and then",
	"• a question, or `private` and a question: only you see the answer",
	"• `compare MLflow Aim` · `tool MLflow` · `stage monitoring`",
	"• `persona researcher`, `engineer`, `both` or `forget`",
	"• `digest on`: a weekly message in this channel",
	"• `forget-me`: deletes what I keep of you",
	"On anybody's message: ⋮, then *Recommend tools*.",
];

/** What `/mlops-recommend help` says: fits a phone screen. */
export const helpText = escapeMrkdwn(lines.join("\n"));
export const helpBlocks: KnownBlock[] = [{ type: "section", text: { type: "mrkdwn", text: helpText } }];
