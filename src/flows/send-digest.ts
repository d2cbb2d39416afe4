import { stateOf } from "../core/digest/catalog-state.ts";
import { periodUntil, saysSomething } from "../core/digest/digest.ts";
import type { Claim, Clock, Delivered, DeliveryFailure, DigestKey, DigestLog, DigestMessenger, Log, SentDigest, Subscriptions } from "../ports.ts";
import { type Pictures, pictureOf, readersOf, type WritingDeps, type WrittenDigest, writeDigest } from "./write-digest.ts";

export type SendingDeps = WritingDeps & {
	digests: DigestLog;
	subscriptions: Subscriptions;
	messenger: DigestMessenger;
	draw: Pictures["draw"];
	clock: Clock;
	log: Log;
};

/** A digest that is to be sent: of which channel, until when it tells, on whose clocks. */
export type ToSend = DigestKey & { until: number; zone: string };
/**
 * What became of it: `found` in the channel after an interruption, `empty` and skipped, `taken` by another or done with,
 * `closed` where the channel is no longer ours to write to. `later` says in how many milliseconds to try again.
 */
export type SendOutcome = { kind: "sent" | "found" | "empty" | "taken" | "closed" | "refused" } | { kind: "later"; afterMs: number };

/** A message whose fate is unknown may still be on its way: the channel is searched when it must have come. */
const unknownPauseMs = 60_000;
/** Slack takes a moment to know a picture that was just uploaded; until then it refuses the message that shows it. */
const pausesForPictureMs = [0, 1500, 3000];

/**
 * Sends a digest, once: claimed first, then looked for where an earlier claim may have posted it, then posted. Rejects only
 * where the state can't be read or written; the claim runs out then, and somebody looks before sending.
 */
export async function sendDigest(deps: SendingDeps, toSend: ToSend): Promise<SendOutcome> {
	const { digests, clock, log } = deps;
	const { workspace, channel, id, until, zone } = toSend;
	const claim = await digests.claim({ workspace, channel, id }, clock.now());
	if (claim === undefined) return { kind: "taken" };
	const past = await digests.past(workspace, channel, clock.now());
	if (claim.mayBePosted) {
		const found = await lookFor(deps, claim, until);
		if (found === "unknown") {
			await digests.release(claim, true);
			return { kind: "later", afterMs: unknownPauseMs };
		}
		if (found !== undefined) {
			const { catalog } = await readersOf(deps, toSend);
			await digests.finish(claim, clock.now(), { until, catalog: stateOf(catalog), ...found });
			log.info({ workspace, channel, digest: id }, "the digest was found in its channel after an interruption");
			return { kind: "found" };
		}
	}
	const written = await writeDigest(deps, toSend, past, periodUntil(until, past, zone));
	if (!saysSomething(written.digest)) {
		await digests.finish(claim, clock.now());
		log.info({ workspace, channel, digest: id }, "nothing to say in the digest; skipped");
		return { kind: "empty" };
	}
	const delivered = await post(deps, claim, written);
	if (!delivered.ok) return afterFailure(deps, claim, delivered.failure);
	await digests.finish(claim, clock.now(), sentOf(written, until));
	log.info({ workspace, channel, digest: id, questions: written.digest.questions, news: written.digest.news.entries.length }, "digest sent");
	return { kind: "sent" };
}

const sentOf = ({ digest, catalog }: WrittenDigest, until: number): SentDigest => ({
	until,
	catalog: stateOf(catalog),
	...(digest.worthALook === undefined ? {} : { shown: digest.worthALook.tool.id }),
});

async function lookFor({ messenger }: SendingDeps, claim: Claim, since: number): Promise<{ shown?: string } | undefined | "unknown"> {
	try {
		const found = await messenger.find(claim, since);
		return found === undefined ? undefined : found.shown === undefined ? {} : { shown: found.shown };
	} catch {
		return "unknown";
	}
}

/** With its picture where Slack takes it, without it where not. */
async function post(deps: SendingDeps, claim: Claim, written: WrittenDigest): Promise<Delivered> {
	const { messenger, clock } = deps;
	const picture = await pictureOf({ draw: deps.draw, upload: (png, alt) => messenger.upload(png, alt) }, written, deps.log);
	const attempts = picture === undefined ? [{ after: 0 }] : [...pausesForPictureMs.map((after) => ({ after, picture })), { after: 0 }];
	let delivered: Delivered = { ok: false, failure: { kind: "later", afterMs: unknownPauseMs } };
	for (const attempt of attempts) {
		if (attempt.after > 0) await clock.sleep(attempt.after);
		delivered = await messenger.post(claim, written.digest, "picture" in attempt ? attempt.picture : undefined);
		if (delivered.ok || delivered.failure.kind !== "refused" || delivered.failure.code !== "invalid_blocks") return delivered;
	}
	return delivered;
}

/** Slack's answers where a channel is gone, or closed to us. */
const closedCodes = new Set(["is_archived", "not_in_channel", "channel_not_found"]);

async function afterFailure(deps: SendingDeps, claim: Claim, failure: DeliveryFailure): Promise<SendOutcome> {
	const { digests, clock, log } = deps;
	const { workspace, channel, id } = claim;
	if (failure.kind !== "refused") {
		await digests.release(claim, failure.kind === "unknown");
		log.warn({ workspace, channel, digest: id, ...failure }, "the digest did not get through; trying again");
		return { kind: "later", afterMs: failure.kind === "later" ? failure.afterMs : unknownPauseMs };
	}
	log.warn({ workspace, channel, digest: id, code: failure.code }, "Slack refused the digest for good");
	if (!closedCodes.has(failure.code)) {
		await digests.finish(claim, clock.now());
		return { kind: "refused" };
	}
	const told = await endSubscription(deps, workspace, channel, failure.code);
	if (told !== undefined) {
		await digests.release(claim, false);
		return told;
	}
	await digests.finish(claim, clock.now());
	return { kind: "closed" };
}

/**
 * Ends a channel's subscription, and tells whoever asked for it, once: where it is unknown whether they were told, they are
 * not told again.
 * @returns when to try again; `undefined` where it is done
 */
async function endSubscription(deps: SendingDeps, workspace: string, channel: string, code: string): Promise<SendOutcome | undefined> {
	const { subscriptions, digests, messenger, clock, log } = deps;
	const subscription = await subscriptions.of(workspace, channel);
	if (subscription === undefined) return undefined;
	const claim = await digests.claim({ workspace, channel, id: `ended-${subscription.since}` }, clock.now());
	if (claim !== undefined) {
		const isNobodys = subscription.subscriber === "";
		const delivered: Delivered = claim.mayBePosted || isNobodys ? { ok: true, ts: "" } : await messenger.tell(subscription.subscriber, endedText(channel, code));
		if (!delivered.ok && delivered.failure.kind === "later") {
			await digests.release(claim, false);
			return { kind: "later", afterMs: delivered.failure.afterMs };
		}
	}
	await subscriptions.remove(workspace, channel);
	if (claim !== undefined) await digests.finish(claim, clock.now());
	log.info({ workspace, channel, code }, "the digest's subscription has ended with its channel");
	return undefined;
}

function endedText(channel: string, code: string): string {
	const why = code.includes("archived") ? "the channel was archived" : "I am no longer in that channel";
	return `The weekly digest of <#${channel}> has ended, for ${why}. To have it again, invite me there and type \`/mlops-recommend digest on\`.`;
}
