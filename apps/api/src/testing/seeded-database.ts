import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '@flotilla/server';
import { createTestDatabase, type TestDatabase } from '@flotilla/server/testing';
import { createApi } from '../create-api.ts';
import { demoPassword } from './seeded-folder.ts';

/** How test files, each in a process of its own, find what `seedTestDatabase` made. */
const names = { database: 'TEST_SEEDED_DATABASE', folder: 'TEST_SEEDED_FOLDER' } as const;

/**
 * Fills a database on the PostgreSQL at `TEST_DATABASE_URL` with the demo data, once for all test files, each of
 * which copies it. Returns what removes it.
 */
export const seedTestDatabase = async (): Promise<() => Promise<void>> => {
	const database = await createTestDatabase();
	if (database === undefined) throw new Error('TEST_DATABASE_URL names no PostgreSQL.');
	const dataFolder = await mkdtemp(join(tmpdir(), 'flotilla-api-seeded-'));
	const log = createLog({ name: 'api', level: 'silent' });
	const api = await createApi({ dataFolder, log, demo: { password: demoPassword }, databaseUrl: database.url });
	await api.backgroundWorkDone();
	await api.close();
	Object.assign(process.env, { [names.database]: database.name, [names.folder]: dataFolder });
	return async () => {
		await database.drop();
		await rm(dataFolder, { recursive: true, force: true });
	};
};

/** A database of the test's own with the demo data, whose files are put into `folder`; `undefined` where none was made. */
export const copySeededDatabase = async (folder: string): Promise<TestDatabase | undefined> => {
	const { [names.database]: template, [names.folder]: seeded } = process.env;
	if (template === undefined || seeded === undefined) return undefined;
	await cp(seeded, folder, { recursive: true });
	return createTestDatabase({ template });
};
