import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFolderBlobStore, createLog, openDatabase } from '@flotilla/server';
import { createBuildStore } from '../builds/build-store.ts';
import { migrations } from '../database/migrations.ts';
import type { RegistrySchema } from '../database/schema.ts';
import { createGarbageCollector } from '../garbage/garbage-collector.ts';
import { createTestDatabase } from './create-test-database.ts';

export interface OpenTestStoresOptions {
	/** Milliseconds since 1970, for the collector. */
	now: () => number;
}

/** Builds and their collector over a real database and a real folder, without a server. */
export const openTestStores = async ({ now }: OpenTestStoresOptions) => {
	const folder = await mkdtemp(join(tmpdir(), 'flotilla-garbage-'));
	const database = await openDatabase<RegistrySchema>({
		folder: join(folder, 'database'),
		url: await createTestDatabase(),
		migrations,
		log: createLog({ name: 'registry', level: 'silent' }),
		templateFolder: join(import.meta.dirname, '../../../../node_modules/.cache/flotilla/registry-database'),
	});
	const blobs = createFolderBlobStore({ folder: join(folder, 'blobs') });
	return {
		database,
		blobs,
		builds: createBuildStore({ database, blobs }),
		collector: createGarbageCollector({ database, blobs, now }),
		async dispose() {
			await database.destroy();
			await rm(folder, { recursive: true, force: true });
		},
	};
};
