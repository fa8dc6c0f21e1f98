import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type BlobStore, type Log, openBlobStore, openDatabase, type S3Settings } from '@flotilla/server';
import type { Redis } from 'ioredis';
import type { Kysely } from 'kysely';
import { migrations } from './database/migrations.ts';
import type { Schema } from './database/schema.ts';
import { createLocalSignals } from './signals/local-signals.ts';
import { openRedis } from './signals/open-redis.ts';
import { createRedisSignals } from './signals/redis-signals.ts';
import type { Signals } from './signals/signals.ts';
import { openPartials } from './uploads/open-partials.ts';
import type { PartialUploads } from './uploads/partial-uploads.ts';

export interface EnginesOptions {
	/** Database, files and keys of the embedded engines; made when missing. One server at a time. */
	dataFolder: string;
	/** A PostgreSQL in place of the embedded database. */
	databaseUrl?: string | undefined;
	/** A Redis between several nodes: events at once, presence and rate limits of all. */
	redisUrl?: string | undefined;
	/** A bucket for the bytes of files in place of the folder. */
	s3?: S3Settings | undefined;
	log: Log;
	/** See `OpenDatabaseOptions`. */
	templateFolder?: string | undefined;
}

/** What holds state outside of this process's memory: embedded by default, or past one machine. */
export interface Engines {
	database: Kysely<Schema>;
	/** Whether other nodes may be on the database. */
	isShared: boolean;
	/** Undefined: this node speaks to itself. */
	redis: Redis | undefined;
	signals: Signals;
	blobs: BlobStore;
	/** What resumable uploads have received so far. */
	partials: PartialUploads;
	/** In the order in which they need each other. */
	close(): Promise<void>;
}

/** Throws `StartError`: what cannot be opened, and why. Nothing stays open then. */
export const openEngines = async (options: EnginesOptions): Promise<Engines> => {
	const { dataFolder, databaseUrl, redisUrl, s3, log, templateFolder } = options;
	const closers: (() => unknown)[] = [];
	const close = async () => {
		for (const closer of closers.splice(0).reverse()) await closer();
	};
	try {
		await mkdir(dataFolder, { recursive: true });
		const redis = redisUrl === undefined ? undefined : await openRedis({ url: redisUrl, log });
		if (redis !== undefined) closers.push(redis.close);
		const signals = redis === undefined ? createLocalSignals({ log }) : await createRedisSignals({ log, ...redis });
		closers.push(signals.close);
		const folder = join(dataFolder, 'database');
		const database = await openDatabase<Schema>({ folder, url: databaseUrl, migrations, log, templateFolder });
		closers.push(() => database.destroy());
		const { blobs, close: closeBlobs } = await openBlobStore({ folder: join(dataFolder, 'blobs'), s3 });
		closers.push(closeBlobs);
		const partials = openPartials({ folder: join(dataFolder, 'resumable'), s3 });
		closers.push(partials.close);
		return { database, isShared: databaseUrl !== undefined, redis: redis?.redis, signals, blobs, partials, close };
	} catch (error) {
		await close();
		throw error;
	}
};
