import type { App } from "@slack/bolt";
import { registerAnswerActions } from "./answer-actions.ts";
import { registerCommand } from "./command.ts";
import type { ListenerDeps } from "./desk.ts";
import { registerFeedback } from "./feedback.ts";
import { registerHome } from "./home.ts";
import { registerPrivateAnswers } from "./private-answers.ts";
import { registerQuestions } from "./questions.ts";

/** Everything that Slack sends us, and what becomes of it. */
export function registerListeners(app: App, deps: ListenerDeps): void {
	registerQuestions(app, deps);
	registerCommand(app, deps);
	registerAnswerActions(app, deps);
	registerFeedback(app, deps);
	registerPrivateAnswers(app, deps);
	registerHome(app, deps);
}
