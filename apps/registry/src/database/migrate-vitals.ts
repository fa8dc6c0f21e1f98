import type { Migrations } from '@flotilla/server';
import { type Kysely, sql } from 'kysely';

/** How Core Web Vitals of pages are spread, by composition. */
export const vitals: Migrations[string] = {
	async up(database: Kysely<never>) {
		await database.schema
			.createTable('beacon_vitals')
			.addColumn('composition_id', 'text', (column) => column.notNull())
			.addColumn('app', 'text', (column) => column.notNull())
			.addColumn('day', 'timestamptz', (column) => column.notNull())
			.addColumn('metric', 'text', (column) => column.notNull())
			.addColumn('bucket', 'integer', (column) => column.notNull())
			.addColumn('channel', 'text', (column) => column.notNull())
			.addColumn('version', 'text', (column) => column.notNull())
			.addColumn('pages', 'integer', (column) => column.notNull())
			.addColumn('first_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
			.addPrimaryKeyConstraint('beacon_vitals_pkey', ['composition_id', 'app', 'day', 'metric', 'bucket'])
			.execute();
		await database.schema
			.createIndex('beacon_vitals_by_channel')
			.on('beacon_vitals')
			.columns(['channel', 'app', 'day'])
			.execute();
	},
};
