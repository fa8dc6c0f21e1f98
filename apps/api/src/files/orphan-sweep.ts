import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BlobStore, Log } from '@flotilla/server';
import type { Clock } from '../clock.ts';
import type { BlobReferences } from './blob-references.ts';

export interface OrphanSweepOptions {
	blobs: BlobStore;
	references: BlobReferences;
	/** Where forms are received. */
	uploadFolder: string;
	clock: Clock;
	/** Seconds that bytes may lie around without a row: an upload may be about to name them. */
	grace: number;
	log: Log;
}

const batchSize = 500;
/** Seconds after which nobody writes to a temporary file any more. */
const staleAfter = 60 * 60;

/**
 * Removes what no row names any more: the bytes of uploads whose server was killed, and what broken-off
 * writes left. What leaves the trash takes its bytes along by itself. Safe beside uploads, and on several nodes at once.
 */
export const createOrphanSweep = ({ blobs, references, uploadFolder, clock, grace, log }: OrphanSweepOptions) => {
	const removeUnused = async (keys: readonly string[]): Promise<number> => {
		let removed = 0;
		// A look without locks first; few are left to be looked at again with the lock.
		for (const key of await references.findUnused(keys)) if (await references.removeUnused(key)) removed += 1;
		return removed;
	};

	const sweepBlobs = async (before: number): Promise<number> => {
		let removed = 0;
		let keys: string[] = [];
		for await (const { key, storedAt } of blobs.list()) {
			if (storedAt < before) keys.push(key);
			if (keys.length < batchSize) continue;
			removed += await removeUnused(keys);
			keys = [];
		}
		return removed + (await removeUnused(keys));
	};

	const sweepUploadFolder = async (before: number): Promise<void> => {
		for (const name of await readdir(uploadFolder).catch(() => [])) {
			const path = join(uploadFolder, name);
			const found = await stat(path).catch(() => null);
			if (found !== null && found.mtimeMs < before) await rm(path, { recursive: true, force: true });
		}
	};

	return async (): Promise<void> => {
		const now = clock.now();
		await sweepUploadFolder(now - staleAfter * 1000);
		await blobs.removeStale(now - staleAfter * 1000);
		const removed = await sweepBlobs(now - grace * 1000);
		if (removed > 0) log.info({ blobs: removed }, 'orphans removed');
	};
};
