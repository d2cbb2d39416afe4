import type { KnownBlock } from "@slack/types";

const lines = [
	"Ask which MLOps tool fits, and say what must hold: at most three picks, each with its trade-off and sources.",
	"• `@mlops-recommend which experiment tracker for five researchers, on-prem, no Kubernetes?`",
	"• `/mlops-recommend MLflow or Weights & Biases for a small team?`",
	"• `/mlops-recommend what is a feature store, do we need one?`",
	"• `/mlops-recommend we chose Kubeflow, how do we start?`",
	"• `/mlops-recommend digest on`: once a week in this channel, what was asked and what is new",
	"In the answer's thread, mention me again to narrow it down: “and without Kubernetes?”",
];

/** What `/mlops-recommend help` says: fits a phone screen. */
export const helpText = lines.join("\n").replace(/&/g, "&amp;");
export const helpBlocks: KnownBlock[] = [{ type: "section", text: { type: "mrkdwn", text: helpText } }];
