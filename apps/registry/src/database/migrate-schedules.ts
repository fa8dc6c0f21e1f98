import type { Migrations } from '@flotilla/server';
import { type Kysely, sql } from 'kysely';

/** When what one node does for all was begun last. */
export const schedules: Migrations[string] = {
	async up(database: Kysely<never>) {
		await database.schema
			.createTable('schedules')
			.addColumn('name', 'text', (column) => column.primaryKey())
			.addColumn('begun_at', 'timestamptz', (column) => column.notNull())
			.execute();
		// From now on, so that the first time is one interval away and not at the start of the first node.
		await sql`insert into schedules (name, begun_at) values ('gc', now())`.execute(database);
	},
};
