import { join } from 'node:path';
import { type Dialect, Kysely, PGliteDialect } from 'kysely';
import type { Log } from '../create-log.ts';
import { rememberWrites } from './count-writes.ts';
import { lockFolder } from './folder-lock.ts';
import { type Migrations, migrate } from './migrate.ts';
import { openPostgres } from './open-postgres.ts';
import { startPgliteWorker } from './pglite-proxy.ts';

export interface OpenDatabaseOptions {
	/** Where the embedded database lives; unused with `url`. */
	folder: string;
	/** A PostgreSQL to use in place of the embedded one: `postgres://…`. */
	url?: string | undefined;
	migrations: Migrations;
	log: Log;
	/** Keeps a freshly initialised data folder, so that a new database takes 0.3 s and not 3 s. For tests. */
	templateFolder?: string | undefined;
}

interface Opened {
	dialect: Dialect;
	/** Where nobody else writes. */
	writes?: () => number;
}

const openEmbedded = async (folder: string, templateFolder: string | undefined, log: Log): Promise<Opened> => {
	const lock = await lockFolder(folder);
	let closing = false;
	try {
		const pglite = await startPgliteWorker({ folder: join(folder, 'postgres'), templateFolder }, () => {
			lock.release();
			if (!closing) log.error('the embedded database stopped by itself');
		});
		const close = pglite.close.bind(pglite);
		pglite.close = () => {
			closing = true;
			return close();
		};
		return { dialect: new PGliteDialect({ pglite }), writes: pglite.writes };
	} catch (error) {
		closing = true;
		lock.release();
		throw error;
	}
};

/**
 * Opens and migrates the database: embedded in `folder`, owned by this process alone, or
 * the PostgreSQL at `url`. The same SQL runs on both. `destroy()` closes it.
 *
 * Embedded there is one connection: inside a transaction use the transaction's handle
 * only, a query on the outer one would wait for its end.
 *
 * Throws `StartError`: DATA_FOLDER_IN_USE, DATABASE_UNAVAILABLE, MIGRATION_FAILED.
 */
export const openDatabase = async <Schema>({
	folder,
	url,
	migrations,
	log,
	templateFolder,
}: OpenDatabaseOptions): Promise<Kysely<Schema>> => {
	const { dialect, writes }: Opened =
		url === undefined ? await openEmbedded(folder, templateFolder, log) : { dialect: await openPostgres(url, log) };
	const database = new Kysely<Schema>({ dialect });
	if (writes !== undefined) rememberWrites(database, writes);
	try {
		const applied = await migrate(database, migrations);
		if (applied.length > 0) log.info({ migrations: applied }, 'database migrated');
	} catch (error) {
		await database.destroy();
		throw error;
	}
	return database;
};
