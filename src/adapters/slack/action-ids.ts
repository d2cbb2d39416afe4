/** What can be pressed, chosen, submitted or used: by these ids Slack tells us of it. */
export const actionIds = {
	/** One for each persona: `answer.persona.ml-researcher`. */
	correctPersona: "answer.persona.",
	narrowDown: "answer.narrow",
	details: "answer.details",
	/** Slack's own feedback buttons. */
	feedback: "answer.feedback",
	/** Plain buttons, where Slack doesn't take its own: `answer.thumb.up`. */
	thumb: "answer.thumb.",
	/** One for each reason: `feedback.reason.too-long`. */
	reason: "feedback.reason.",
	showInChannel: "private.show",
	/** `persona.set.ml-researcher`, `persona.set.forget`. */
	setPersona: "persona.set.",
	/** One for each stage: `home.stage.monitoring`. */
	stage: "home.stage.",
	/** One for each category: `ask.category.feature-store`. */
	askCategory: "ask.category.",
	channel: "home.channel",
} as const;

export const viewIds = { narrowDown: "narrow-down", otherReason: "other-reason", channel: "channel-settings" } as const;
export const shortcutId = "recommend-tools";
