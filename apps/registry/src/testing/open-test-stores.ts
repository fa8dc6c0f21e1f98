import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog, openDatabase } from '@flotilla/server';
import { createBuildStore } from '../builds/build-store.ts';
import { migrations } from '../database/migrations.ts';
import type { RegistrySchema } from '../database/schema.ts';
import { createGarbageCollector } from '../garbage/garbage-collector.ts';
import { openRegistryBlobs, type RegistryBucket } from '../open-registry-blobs.ts';
import { createTestDatabase } from './create-test-database.ts';

export interface OpenTestStoresOptions {
	/** Milliseconds since 1970, for the collector. */
	now: () => number;
	/** Default: a folder. */
	s3?: RegistryBucket;
}

/** Builds and their collector over a real database and a real folder or bucket, without a server. */
export const openTestStores = async ({ now, s3 }: OpenTestStoresOptions) => {
	const folder = await mkdtemp(join(tmpdir(), 'flotilla-garbage-'));
	const database = await openDatabase<RegistrySchema>({
		folder: join(folder, 'database'),
		url: await createTestDatabase(),
		migrations,
		log: createLog({ name: 'registry', level: 'silent' }),
		templateFolder: join(import.meta.dirname, '../../../../node_modules/.cache/flotilla/registry-database'),
	});
	const { blobs, close } = await openRegistryBlobs({ dataFolder: folder, s3 });
	return {
		database,
		blobs,
		builds: createBuildStore({ database, blobs }),
		collector: createGarbageCollector({ database, blobs, now }),
		async dispose() {
			close();
			await database.destroy();
			await rm(folder, { recursive: true, force: true });
		},
	};
};
