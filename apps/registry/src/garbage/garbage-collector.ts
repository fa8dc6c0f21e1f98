import { randomUUID } from 'node:crypto';
import type { BlobStore, ListedBlob } from '@flotilla/server';
import type { Kysely } from 'kysely';
import type { RegistrySchema } from '../database/schema.ts';
import { inParallel } from '../in-parallel.ts';
import type { CollectedGarbage, CollectionRecord } from './collected-garbage.ts';
import { holdCollector } from './collector-lock.ts';
import { referencedBlobs } from './referenced-blobs.ts';
import { type ReleasedFiles, type ReleaseOptions, releaseFiles } from './release-files.ts';

/** Blobs removed under one lock: publishers wait for it, so it is over in a moment. */
const blobsAtOnce = 100;
/** Removals at the same time. */
const parallelRemovals = 8;

export interface CollectOptions {
	actor: string;
	reason?: string | undefined;
	/** Removes nothing and answers what would be. */
	dryRun: boolean;
	/** What was live within so many days stays. */
	keepDays: number;
	/** Uploads that were not committed for so many hours are given up. */
	keepUploadHours: number;
	/** Blobs younger than so many minutes stay: a commit stores compressed files before it refers to them. */
	graceMinutes: number;
}

export interface GarbageCollector {
	/**
	 * Removes what nobody needs. Safe beside publishes, promotions and other collections. Killed in the middle it leaves
	 * blobs behind that nothing refers to; the next one finds them. What it let go of by then is in `list`.
	 */
	collect(options: CollectOptions): Promise<CollectedGarbage>;
	/** What was collected, newest first. Dry runs are not among it. */
	list(): Promise<CollectionRecord[]>;
}

export interface GarbageCollectorOptions {
	database: Kysely<RegistrySchema>;
	blobs: BlobStore;
	/** Milliseconds since 1970. Default `Date.now`. */
	now?: () => number;
}

class DryRunOver extends Error {}

export const createGarbageCollector = ({
	database,
	blobs,
	now = () => Date.now(),
}: GarbageCollectorOptions): GarbageCollector => {
	/** Removes those that are still not referred to, and still old: a commit may have stored one again since it was listed. */
	const removeUnreferenced = (batch: readonly ListedBlob[], storedBefore: number): Promise<ListedBlob[]> =>
		database.transaction().execute(async (transaction) => {
			await holdCollector(transaction);
			const referenced = await referencedBlobs(transaction, { among: batch.map(({ key }) => key) });
			const unreferenced = batch.filter(({ key }) => !referenced.has(key));
			const removed: ListedBlob[] = [];
			await inParallel(unreferenced, parallelRemovals, async (blob) => {
				const found = await blobs.stat(blob.key);
				if (found === null || found.storedAt >= storedBefore) return;
				await blobs.remove(blob.key);
				removed.push(blob);
			});
			return removed;
		});

	const sweep = async (
		referenced: ReadonlySet<string>,
		{ dryRun, storedBefore }: { dryRun: boolean; storedBefore: number },
	): Promise<Pick<CollectedGarbage, 'blobs' | 'bytes'>> => {
		const swept = { blobs: 0, bytes: 0 };
		let batch: ListedBlob[] = [];
		const finishBatch = async () => {
			const removed = dryRun ? batch : await removeUnreferenced(batch, storedBefore);
			swept.blobs += removed.length;
			swept.bytes += removed.reduce((sum, { size }) => sum + size, 0);
			batch = [];
		};
		for await (const blob of blobs.list()) {
			if (referenced.has(blob.key) || blob.storedAt >= storedBefore) continue;
			batch.push(blob);
			if (batch.length === blobsAtOnce) await finishBatch();
		}
		if (batch.length > 0) await finishBatch();
		return swept;
	};

	/**
	 * A dry run does all of it and takes it back. The others are written down in the same step, so that builds and addresses
	 * are never gone without a word of who took them; blobs are counted when they are removed.
	 */
	const release = async (
		id: string,
		{ actor, reason, dryRun, ...limits }: ReleaseOptions & Pick<CollectOptions, 'actor' | 'reason' | 'dryRun'>,
	) => {
		let found: { released: ReleasedFiles; referenced: Set<string> } | undefined;
		try {
			await database.transaction().execute(async (transaction) => {
				await holdCollector(transaction);
				const released = await releaseFiles(transaction, limits);
				found = { released, referenced: await referencedBlobs(transaction) };
				if (dryRun) throw new DryRunOver();
				const result: CollectedGarbage = { dryRun, ...released, blobs: 0, bytes: 0 };
				await transaction
					.insertInto('collections')
					.values({ id, actor, reason: reason ?? null, result: JSON.stringify(result) })
					.execute();
			});
		} catch (error) {
			if (!(error instanceof DryRunOver)) throw error;
		}
		return found as { released: ReleasedFiles; referenced: Set<string> };
	};

	return {
		async collect({ keepDays, keepUploadHours, graceMinutes, ...options }) {
			const { dryRun } = options;
			const id = randomUUID();
			const instant = now();
			const uploadsSince = instant - keepUploadHours * 3_600_000;
			const { released, referenced } = await release(id, {
				...options,
				since: new Date(instant - keepDays * 86_400_000),
				uploadsSince: new Date(uploadsSince),
				now: new Date(instant),
			});
			const swept = await sweep(referenced, { dryRun, storedBefore: instant - graceMinutes * 60_000 });
			const result = { dryRun, ...released, ...swept };
			if (dryRun) return result;
			await database
				.updateTable('collections')
				.set({ result: JSON.stringify(result) })
				.where('id', '=', id)
				.execute();
			await blobs.removeStale(Math.min(uploadsSince, instant - graceMinutes * 60_000));
			return result;
		},

		async list() {
			const rows = await database
				.selectFrom('collections')
				.selectAll()
				.orderBy('collected_at', 'desc')
				.limit(100)
				.execute();
			return rows.map(({ actor, reason, result, collected_at }) => ({
				actor,
				reason,
				result,
				collectedAt: collected_at.toISOString(),
			}));
		},
	};
};
