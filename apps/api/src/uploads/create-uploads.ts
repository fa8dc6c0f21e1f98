import type { BlobStore, Log } from '@flotilla/server';
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import type { Authenticate } from '../auth/authenticate.ts';
import type { Clock } from '../clock.ts';
import type { Schema } from '../database/schema.ts';
import type { FileStore } from '../files/file-store.ts';
import type { ThumbnailQueue } from '../files/thumbnail-queue.ts';
import type { Settings } from '../settings.ts';
import { createFinishUpload } from './finish-upload.ts';
import type { PartialUploads } from './partial-uploads.ts';
import { createRunningHashes } from './running-hashes.ts';
import { registerTusRoutes } from './tus-routes.ts';
import { UploadDataStore } from './upload-data-store.ts';
import { createUploadLeases } from './upload-leases.ts';
import { createUploadLocker } from './upload-lock.ts';
import { createUploadRows } from './upload-rows.ts';
import { createUploadSweep } from './upload-sweep.ts';

export interface UploadsOptions {
	database: Kysely<Schema>;
	/** Whether other nodes are on the same database. */
	isShared: boolean;
	partials: PartialUploads;
	files: FileStore;
	blobs: BlobStore;
	thumbnails: ThumbnailQueue;
	clock: Clock;
	log: Log;
	settings: Settings;
}

/** Resumable uploads, from their creation to the file. */
export interface Uploads {
	register(options: { app: FastifyInstance; prefix: string; authenticate: Authenticate }): void;
	/** Removes what was not finished in time. */
	sweep(): Promise<void>;
}

export const createUploads = (options: UploadsOptions): Uploads => {
	const { database, isShared, partials, files, blobs, thumbnails, clock, log, settings } = options;
	const rows = createUploadRows({ database, clock, settings });
	const hashes = createRunningHashes();
	const locker = createUploadLocker({
		timeout: settings.uploadLockTimeout,
		leases: isShared ? createUploadLeases({ database, log }) : undefined,
	});
	const expiration = settings.uploadExpiration;
	const datastore = new UploadDataStore({ rows, partials, hashes, files, locker, expiration });
	const finish = createFinishUpload({
		rows,
		partials,
		hashes,
		files,
		blobs,
		thumbnails,
		rules: settings,
		locker,
	});

	return {
		register: (where) => registerTusRoutes({ ...where, datastore, rows, files, finish, locker, clock, settings }),
		sweep: createUploadSweep({ rows, partials, clock, grace: settings.orphanGrace }),
	};
};
