import { readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { RegistryClient } from '@flotilla/registry';
import { createLog, openDatabase } from '@flotilla/server';
import { sql } from 'kysely';
import { migrations } from '../../../apps/registry/src/database/migrations.ts';
import type { RegistrySchema } from '../../../apps/registry/src/database/schema.ts';
import { registryData } from '../start-registry-process.ts';

/** Milliseconds; longer than a collection leaves stored files alone, and broken-off ones. */
const twoDays = 2 * 86_400_000;

const storedFiles = async (folder: string): Promise<string[]> => {
	const entries = await readdir(join(registryData(folder), 'blobs'), { recursive: true, withFileTypes: true });
	return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
};

const isBroken = (path: string): boolean => path.includes('/incoming/');

/** Two days pass for all files that are stored: a collection spares what is young. */
export const ageStoredFiles = async (folder: string): Promise<void> => {
	const then = new Date(Date.now() - twoDays);
	for (const path of await storedFiles(folder)) await utimes(path, then, then);
};

interface Left {
	/** Files that were being written when the registry was killed. */
	broken: number;
	/** Announced, and never committed. */
	uploads: number;
	/** Stored files, broken ones excepted. */
	blobs: number;
}

export interface Leftovers {
	before: Left;
	after: Left;
	problems: string[];
}

export interface LeaveNothingOptions {
	folder: string;
	databaseUrl: string | undefined;
	client: RegistryClient;
	stop(): Promise<unknown>;
	start(): Promise<void>;
}

/** A collection two days later has to find all that kills left, and a second one nothing. */
export const leaveNothingBehind = async ({
	folder,
	databaseUrl,
	client,
	stop,
	start,
}: LeaveNothingOptions): Promise<Leftovers> => {
	const problems: string[] = [];
	const countFiles = async (): Promise<Omit<Left, 'uploads'>> => {
		const files = await storedFiles(folder);
		return { broken: files.filter(isBroken).length, blobs: files.filter((path) => !isBroken(path)).length };
	};
	await stop();
	const database = await openDatabase<RegistrySchema>({
		folder: join(registryData(folder), 'database'),
		url: databaseUrl,
		migrations,
		log: createLog({ name: 'soak', level: 'silent' }),
	});
	await sql`update uploads set created_at = created_at - interval '2 days'`.execute(database);
	await database.destroy();
	await ageStoredFiles(folder);
	await start();

	const files = await countFiles();
	const collected = await client.collectGarbage({ keepDays: 0, message: 'What was left' });
	const before = { ...files, uploads: collected.uploads };
	// What is young was not touched, and all of it was aged; so the second one has nothing to do.
	const again = await client.collectGarbage({ keepDays: 0, dryRun: true });
	const after = { ...(await countFiles()), uploads: again.uploads };
	if (after.broken > 0 || again.uploads > 0 || again.blobs > 0 || again.builds.length > 0 || again.files > 0) {
		problems.push(`A collection leaves ${after.broken} broken-off files and ${JSON.stringify(again)}.`);
	}
	return { before, after, problems };
};
