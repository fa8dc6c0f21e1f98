import type { Migrations } from '@flotilla/server';
import { type Kysely, sql } from 'kysely';

/** Pins, removals, changes of several apps at once, and what a collection of garbage has taken. */
export const channelChanges: Migrations[string] = {
	async up(database: Kysely<never>) {
		await sql`
			alter table pointer_changes
				alter column version drop not null,
				add column pinned boolean not null default false,
				add column overridden jsonb,
				add column change_group uuid,
				add column composition_id text
		`.execute(database);
		// The rows stay when the bytes go: a version and a path stand for one content for ever.
		await sql`alter table builds add column collected_at timestamptz`.execute(database);
		await sql`alter table assets add column collected_at timestamptz`.execute(database);
		await database.schema
			.createTable('collector_lock')
			.addColumn('id', 'integer', (column) => column.primaryKey())
			.execute();
		await sql`insert into collector_lock (id) values (1)`.execute(database);
		await database.schema
			.createTable('collections')
			.addColumn('id', 'uuid', (column) => column.primaryKey())
			.addColumn('actor', 'text', (column) => column.notNull())
			.addColumn('reason', 'text')
			.addColumn('result', 'jsonb', (column) => column.notNull())
			.addColumn('collected_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
			.execute();
	},
};
