import type { BlobStore, Log } from '@flotilla/server';
import type { Kysely } from 'kysely';
import type { Schema } from '../database/schema.ts';
import type { FileStore } from './file-store.ts';
import { makeThumbnail } from './make-thumbnail.ts';

/** Makes thumbnails in the background, one at a time: decoding is the most expensive thing the server does. */
export interface ThumbnailQueue {
	add(file: { id: string; sha256: string }): void;
	/** Takes up what a stopped server left pending. */
	resume(): Promise<void>;
	/** Resolves when the queue is empty. */
	idle(): Promise<void>;
	/** Finishes the one under way and drops the rest, which stays pending in the database. */
	stop(): Promise<void>;
}

export interface ThumbnailQueueOptions {
	database: Kysely<Schema>;
	blobs: BlobStore;
	store: FileStore;
	log: Log;
}

export const createThumbnailQueue = ({ database, blobs, store, log }: ThumbnailQueueOptions): ThumbnailQueue => {
	let stopped = false;
	let work: Promise<void> = Promise.resolve();

	const make = async (id: string, key: string) => {
		if (stopped) return;
		try {
			let thumbnail: string | null = null;
			try {
				thumbnail = await makeThumbnail(blobs, key);
			} catch (error) {
				log.warn({ err: error, file: id }, 'no thumbnail could be made');
			}
			await store.setThumbnail(id, thumbnail);
		} catch (error) {
			log.error({ err: error, file: id }, 'a thumbnail could not be stored');
		}
	};
	const add: ThumbnailQueue['add'] = ({ id, sha256 }) => {
		work = work.then(() => make(id, sha256));
	};

	return {
		add,
		async resume() {
			const pending = await database
				.selectFrom('files')
				.select(['id', 'blob_key'])
				.where('thumbnail_status', '=', 'pending')
				.orderBy('created_at')
				.execute();
			for (const { id, blob_key: sha256 } of pending) add({ id, sha256 });
		},
		idle: () => work,
		async stop() {
			stopped = true;
			await work;
		},
	};
};
