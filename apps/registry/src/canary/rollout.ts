import { createHash } from 'node:crypto';

/** Which pages of a channel get something else than its pointers say. */
export interface Rollout {
	/** By app. */
	canaries: { app: string; share: number; cohort: string | null }[];
	/** Ids by the apps whose candidate is in them, sorted, with a blank between. One that cannot be composed is not here. */
	compositions: Record<string, string>;
}

/** Devices are dealt into so many buckets; a share is a number of them. */
export const allBuckets = 10_000;

/** The bucket of a device for an app, 0 to 9,999. The same at all times, and another one for each app. */
export const bucketOf = (app: string, device: string): number =>
	createHash('sha256').update(`${app} ${device}`).digest().readUInt32BE(0) % allBuckets;

export const rolloutKey = (apps: readonly string[]): string => apps.toSorted().join(' ');

/** Whether there is anything for which a device has to be known. */
export const needsDevice = ({ canaries }: Rollout): boolean => canaries.some(({ share }) => share > 0);

/**
 * The composition that a device gets in place of `stable`. A device that has a candidate keeps it when the share grows:
 * its bucket stays below. `device` may be `null` where nothing needs it.
 */
export const chooseComposition = (
	{ canaries, compositions }: Rollout,
	{ stable, device, cohort }: { stable: string; device: string | null; cohort: string | null },
): string => {
	const chosen = canaries.filter(
		(canary) =>
			(canary.cohort !== null && canary.cohort === cohort) ||
			(device !== null && bucketOf(canary.app, device) < canary.share),
	);
	return compositions[rolloutKey(chosen.map(({ app }) => app))] ?? stable;
};
