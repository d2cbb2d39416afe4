import { periodUntil, saysSomething } from "../core/digest/digest.ts";
import { readDigestCommand } from "../core/digest/digest-command.ts";
import { firstDue, type Subscription } from "../core/digest/due.ts";
import type { Schedule } from "../core/digest/schedule.ts";
import { comesWords, daysWords, scheduleWords } from "../core/digest/schedule-words.ts";
import type { Channels, DigestReply, DigestRequest } from "../ports.ts";
import { type SendingDeps, sendDigest } from "./send-digest.ts";
import { pictureOf, writeDigest } from "./write-digest.ts";

export type CommandDeps = SendingDeps & { channels: Channels };

const usage = ["`/mlops-recommend digest on monday 9:00 Europe/Berlin`: once a week in this channel", "`… digest off`, `… digest preview` (only you see it), `… digest now`"].join("\n");
/** Where Slack does not say. */
const someZone = "UTC";
const say = (text: string): DigestReply => ({ kind: "text", text });

/** Does what somebody asked of this channel's digest, and says what became of it. */
export async function digestCommand(deps: CommandDeps, request: DigestRequest): Promise<DigestReply> {
	const { workspace, channel, user } = request;
	const ownZone = (await deps.channels.zoneOf(workspace, user)) ?? someZone;
	const read = readDigestCommand(request.text, ownZone);
	if (!read.ok) return say([...read.problems, usage].join("\n"));
	const subscription = await deps.subscriptions.of(workspace, channel);
	if (read.command.action === "status") return say(`${statusWords(subscription, deps.clock.now(), ownZone)}\n${usage}`);
	const refusal = read.command.action === "preview" ? undefined : await refusalOf(deps, request, read.command.action);
	if (refusal !== undefined) return say(refusal);
	switch (read.command.action) {
		case "on":
			return turnOn(deps, request, read.command.schedule, subscription, ownZone);
		case "off":
			return say((await deps.subscriptions.remove(workspace, channel)) ? "This channel gets no digest any more." : "This channel had no digest; nothing has changed.");
		case "preview":
			return preview(deps, request, subscription?.schedule.zone ?? ownZone);
		case "now":
			return sendNow(deps, request, subscription?.schedule.zone ?? ownZone);
	}
}

function statusWords(subscription: Subscription | undefined, now: number, zone: string): string {
	if (subscription === undefined) return "This channel gets no weekly digest.";
	const { schedule } = subscription;
	return `This channel gets the digest on ${scheduleWords(schedule)}; the next one is due ${comesWords(firstDue(subscription, now).at, schedule, zone)}.`;
}

/** Only members of a channel may change its digest, and the bot has to be there to write it. */
async function refusalOf({ channels }: CommandDeps, { workspace, channel, user }: DigestRequest, action: "on" | "off" | "now"): Promise<string | undefined> {
	if (channel.startsWith("D")) return "A digest belongs to a channel: type this in the one that shall have it.";
	const facts = await channels.of(workspace, channel);
	if (action !== "off" && facts?.hasBot !== true) return "I am not in this channel. Type `/invite @mlops-recommend` first, then this again.";
	const isMember = await channels.hasMember(workspace, channel, user);
	// Who is in a channel that the bot has left can't be asked for: whoever can type there can still end its digest.
	if (isMember === true || (action === "off" && facts?.hasBot !== true)) return undefined;
	return isMember === false ? "Only members of this channel can change its digest." : "Slack did not say who is in this channel, so nothing was changed. Please try again in a minute.";
}

async function turnOn({ subscriptions, clock }: CommandDeps, { workspace, channel, user }: DigestRequest, schedule: Schedule, before: Subscription | undefined, zone: string): Promise<DigestReply> {
	const since = clock.now();
	await subscriptions.set({ workspace, channel, subscriber: user, schedule, since });
	const { at } = firstDue({ schedule, ...(before?.doneWeek === undefined ? {} : { doneWeek: before.doneWeek }) }, since);
	const first = before?.doneWeek === undefined ? "The first one comes" : "The next one comes";
	return say(`This channel gets the digest on ${scheduleWords(schedule)}. ${first} ${comesWords(at, schedule, zone)}; a week with nothing to say is skipped. \`/mlops-recommend digest off\` ends it.`);
}

async function preview(deps: CommandDeps, { workspace, channel }: DigestRequest, zone: string): Promise<DigestReply> {
	const now = deps.clock.now();
	const past = await deps.digests.past(workspace, channel, now);
	const period = periodUntil(now, past, zone);
	const written = await writeDigest(deps, { workspace, channel }, past, period);
	if (!saysSomething(written.digest))
		return say(`Nothing to show: from ${daysWords(period.from, period.until, zone)} nothing was asked that this channel may see, and nothing changed in the catalog. Such a week is skipped.`);
	const picture = await pictureOf({ draw: deps.draw, upload: (png, alt) => deps.messenger.upload(png, alt) }, written, deps.log);
	return { kind: "digest", note: "Only you see this. It is what the channel would get now.", digest: written.digest, picture };
}

async function sendNow(deps: CommandDeps, { workspace, channel, id }: DigestRequest, zone: string): Promise<DigestReply> {
	const outcome = await sendDigest(deps, { workspace, channel, id: `now-${id}`, until: deps.clock.now(), zone });
	switch (outcome.kind) {
		case "sent":
		case "found":
		case "taken":
			return say("The digest stands in the channel.");
		case "empty":
			return say("Nothing was sent: since the last digest nothing was asked that this channel may see, and nothing changed in the catalog.");
		case "closed":
			return say("I could not write to this channel. Type `/invite @mlops-recommend` first, then this again.");
		case "refused":
			return say("Slack did not take the digest. The reason stands in the log, under this channel's id.");
		case "later":
			return say("Slack is busy just now, and it is not certain that the digest came through. Please look at the channel in a minute, and try again if it is not there.");
	}
}
