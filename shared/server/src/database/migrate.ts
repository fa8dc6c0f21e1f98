import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { StartError } from '../start-error.ts';

/** Keyed by a name that sorts in the order of running, e.g. `2026-11-23-users`. Never changed once released. */
export type Migrations = Readonly<Record<string, Migration>>;

/** Brings the database to the newest of `migrations`. Throws `StartError` MIGRATION_FAILED. */
export const migrate = async <Schema>(database: Kysely<Schema>, migrations: Migrations): Promise<string[]> => {
	const migrator = new Migrator({ db: database, provider: { getMigrations: async () => ({ ...migrations }) } });
	const { error, results = [] } = await migrator.migrateToLatest();
	if (error !== undefined) {
		const failed = results.find(({ status }) => status === 'Error')?.migrationName ?? 'before the first one';
		const reason = error instanceof Error ? error.message : String(error);
		throw new StartError('MIGRATION_FAILED', `The database could not be migrated (${failed}): ${reason}`, {
			cause: error,
		});
	}
	return results.map(({ migrationName }) => migrationName);
};
