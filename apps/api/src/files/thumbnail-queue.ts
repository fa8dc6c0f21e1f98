import type { BlobStore, Log } from '@flotilla/server';
import type { Kysely } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Schema } from '../database/schema.ts';
import { claimThumbnail, type ThumbnailClaim } from './claim-thumbnail.ts';
import type { FileStore } from './file-store.ts';
import { makeThumbnail, type ThumbnailLimits } from './make-thumbnail.ts';

/**
 * Makes thumbnails in the background, a few at a time: decoding is the most expensive thing the server
 * does. What is to be made is in the database, so that nothing is forgotten when a server is stopped, and
 * each is made by one node.
 */
export interface ThumbnailQueue {
	/** Looks for what is pending; also for what a killed node had begun. */
	wake(): void;
	/** For the start of a server that is alone on its database: what a killed one had begun is free at once. */
	takeUp(): Promise<void>;
	/** Resolves when nothing is being made any more. */
	idle(): Promise<void>;
	/** Finishes those under way and leaves the rest pending. */
	stop(): Promise<void>;
}

export interface ThumbnailQueueOptions {
	database: Kysely<Schema>;
	blobs: BlobStore;
	store: FileStore;
	clock: Clock;
	log: Log;
	settings: ThumbnailLimits & {
		/** Thumbnails at the same time. */
		thumbnailConcurrency: number;
	};
}

export const createThumbnailQueue = (options: ThumbnailQueueOptions): ThumbnailQueue => {
	const { database, blobs, store, clock, log, settings } = options;
	let stopped = false;
	let active = 0;
	/** Calls so far: whoever finds nothing looks again if one came meanwhile. */
	let wakes = 0;
	let finished: Promise<unknown> = Promise.resolve();

	const make = async ({ id, key }: ThumbnailClaim): Promise<void> => {
		let thumbnail: string | null = null;
		try {
			thumbnail = await makeThumbnail(blobs, key, settings);
		} catch (error) {
			log.warn({ err: error, file: id }, 'no thumbnail could be made');
		}
		await store.setThumbnail(id, thumbnail);
	};

	const claim = () => {
		const now = clock.now();
		// Reading, decoding and storing each have the time-out; whoever takes longer is dead.
		const until = new Date(now + settings.thumbnailTimeout * 3 * 1000);
		return claimThumbnail(database, { now: new Date(now), until });
	};

	const work = async (): Promise<void> => {
		try {
			while (!stopped) {
				const seen = wakes;
				const claimed = await claim();
				if (claimed === undefined && seen === wakes) return;
				if (claimed === undefined) continue;
				// There may be more than one.
				start();
				await make(claimed);
			}
		} catch (error) {
			log.error({ err: error }, 'thumbnails could not be made');
		} finally {
			// In the same step as the last look, so that no call falls in between.
			active -= 1;
		}
	};

	const start = (): void => {
		if (stopped || active >= settings.thumbnailConcurrency) return;
		active += 1;
		finished = Promise.all([finished, work()]);
	};

	const idle = async (): Promise<void> => {
		while (active > 0) await finished;
	};

	const wake = (): void => {
		wakes += 1;
		start();
	};

	return {
		wake,
		async takeUp() {
			await database
				.updateTable('files')
				.set({ thumbnail_claimed_until: null })
				.where('thumbnail_status', '=', 'pending')
				.execute();
			wake();
		},
		idle,
		async stop() {
			stopped = true;
			await idle();
		},
	};
};
