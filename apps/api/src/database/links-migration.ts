import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** A link that was used is told from one that never was. */
export const linksMigration: Migration = {
	async up(database: Kysely<unknown>) {
		await sql`alter table one_time_tokens add column used_at timestamptz(3)`.execute(database);
	},
};
