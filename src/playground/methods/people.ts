import { ApiError } from "../slack-errors.ts";
import { botId, botUser, teamId } from "../workspace.ts";
import { type Method, required } from "./method.ts";

/** Seconds that a time zone is ahead of UTC just now. */
function offsetOf(zone: string): number {
	const name = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" }).formatToParts(new Date()).find(({ type }) => type === "timeZoneName")?.value ?? "GMT";
	const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
	return (sign === "-" ? -1 : 1) * (Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60);
}

const usersInfo: Method = (args, { workspace }) => {
	const user = workspace.users.get(required(args, "user", "user_not_found"));
	if (user === undefined) throw new ApiError("user_not_found");
	const { id, name, real_name, title, tz, is_bot } = user;
	return { user: { id, team_id: teamId, name, real_name, tz, tz_label: tz, tz_offset: offsetOf(tz), is_bot, deleted: false, profile: { title, real_name, display_name: name } } };
};

export const peopleMethods: Record<string, Method> = {
	"api.test": () => ({}),
	"auth.test": (_, { origin }) => ({ url: `${origin()}/`, team: "Local workspace", user: botUser.name, team_id: teamId, user_id: botUser.id, bot_id: botId, is_enterprise_install: false }),
	"apps.connections.open": (_, { socketUrl }) => ({ url: socketUrl() }),
	"users.info": usersInfo,
};
