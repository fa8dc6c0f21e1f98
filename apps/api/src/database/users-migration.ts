import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * One index for each order of the list that has none yet. Role and status find the few who
 * are asked for as well. Who never signed in comes last in both directions, so that order
 * has an index for each.
 */
export const usersMigration: Migration = {
	async up(database: Kysely<unknown>) {
		const statements = [
			sql`create index users_by_role on users (role, id)`,
			sql`create index users_by_status on users (status, id)`,
			sql`create index users_by_sign_in on users ((coalesce(last_sign_in_at, 'infinity'::timestamptz)), id)`,
			sql`create index users_by_last_sign_in on users ((coalesce(last_sign_in_at, '-infinity'::timestamptz)), id)`,
		];
		for (const statement of statements) await statement.execute(database);
	},
};
