import type { Catalog } from "../core/catalog/catalog.ts";
import type { Readers } from "../core/digest/asked.ts";
import { composeDigest, type Digest, type DigestInput, type PastDigests, type Period, saysSomething } from "../core/digest/digest.ts";
import { type DigestProse, groundedDigest } from "../core/digest/digest-grounding.ts";
import type { StageCounts } from "../core/digest/themes.ts";
import type { AskedLog, Channels, Log, UploadedPicture } from "../ports.ts";

export type WritingDeps = {
	/** With the organisation's overlay, and without: that is what another organisation may see. */
	catalog: Catalog;
	catalogWithoutOverlay: Catalog;
	asked: AskedLog;
	channels: Channels;
	/** A model's words for the prose of a digest; `undefined` where it has none to give. */
	words?: ((workspace: string, catalog: Catalog, composed: Digest) => Promise<Partial<DigestProse> | undefined>) | undefined;
	log: Log;
};

/** A digest, written and grounded, with the catalog that it speaks from. */
export type WrittenDigest = { digest: Digest; catalog: Catalog };

/**
 * Writes a channel's digest of a period: what is previewed and what is sent. Where nobody knows who reads along, it holds
 * nothing of the organisation's own, and counts this channel alone.
 */
export async function writeDigest(deps: WritingDeps, where: { workspace: string; channel: string }, past: PastDigests, period: Period): Promise<WrittenDigest> {
	const { asked, words, log } = deps;
	const { readers, catalog } = await readersOf(deps, where);
	const input: DigestInput = { catalog, readers, asked: await asked.between(where.workspace, period.from, period.until), past, period };
	const composed = composeDigest(input);
	const written = saysSomething(composed) ? await wordsFor(words, where.workspace, catalog, composed, log) : undefined;
	const { digest, violations } = groundedDigest(input, composed, written);
	if (violations.length > 0) log.warn({ channel: where.channel, violations: violations.map(({ code, at }) => ({ code, at })) }, "left out of the digest what is not borne out");
	return { digest, catalog };
}

/** Who reads a channel, and the catalog that may be shown to them. */
export async function readersOf(
	deps: Pick<WritingDeps, "channels" | "catalog" | "catalogWithoutOverlay">,
	{ workspace, channel }: { workspace: string; channel: string },
): Promise<{ readers: Readers; catalog: Catalog }> {
	const isShared = (await deps.channels.of(workspace, channel))?.isShared ?? true;
	return { readers: { channel, isShared }, catalog: isShared ? deps.catalogWithoutOverlay : deps.catalog };
}

/** A digest is never kept back for want of better words. */
async function wordsFor(words: WritingDeps["words"], workspace: string, catalog: Catalog, composed: Digest, log: Log): Promise<Partial<DigestProse> | undefined> {
	try {
		const written = await words?.(workspace, catalog, composed);
		return written === undefined || Object.keys(written).length === 0 ? undefined : written;
	} catch (error) {
		log.warn({ error: error instanceof Error ? error.name : "unknown" }, "the model wrote nothing for the digest; it goes out as it was composed");
		return undefined;
	}
}

export type Pictures = {
	/** Draws the lifecycle, each stage the warmer the more questions touched it. */
	draw: (catalog: Catalog, stages: StageCounts, alt: string) => Promise<Uint8Array>;
	/** Uploads it without showing it anywhere. */
	upload: (png: Uint8Array, alt: string) => Promise<UploadedPicture | undefined>;
};

/** Draws and uploads a digest's picture; where that fails, for whatever reason, the digest goes without. */
export async function pictureOf({ draw, upload }: Pictures, { digest, catalog }: WrittenDigest, log: Log): Promise<UploadedPicture | undefined> {
	if (digest.picture === undefined) return undefined;
	try {
		return await upload(await draw(catalog, digest.stages, digest.picture.alt), digest.picture.alt);
	} catch (error) {
		log.warn({ error: error instanceof Error ? error.message : String(error) }, "the digest's picture could not be uploaded; it goes without");
		return undefined;
	}
}
