/** Who is in the local workspace, and under which ids. */

export type SlackUser = { id: string; name: string; real_name: string; title: string; tz: string; is_bot: boolean };

export const botUser: SlackUser = { id: "U0BOT", name: "mlops-recommend", real_name: "mlops-recommend", title: "", tz: "Europe/Berlin", is_bot: true };
export const teamId = "T0LOCAL";
export const appId = "A0LOCAL";
export const botId = "B0BOT";

/** A researcher, an engineer, and somebody whose title says nothing. */
export function newcomers(): SlackUser[] {
	const tz = Intl.DateTimeFormat().resolvedOptions().timeZone;
	return [
		{ id: "U0RESEARCH", name: "rosa", real_name: "Rosa", title: "Research Scientist", tz, is_bot: false },
		{ id: "U0ENGINEER", name: "emil", real_name: "Emil", title: "Backend Engineer", tz, is_bot: false },
		{ id: "U0SOMEONE", name: "sam", real_name: "Sam", title: "", tz, is_bot: false },
	];
}
