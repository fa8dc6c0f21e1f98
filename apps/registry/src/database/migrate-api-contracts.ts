import type { Migrations } from '@flotilla/server';
import { type Kysely, sql } from 'kysely';

/** What the API of each channel was seen to offer. */
export const apiContracts: Migrations[string] = {
	async up(database: Kysely<never>) {
		await database.schema
			.createTable('api_contracts')
			.addColumn('id', 'integer', (column) => column.generatedAlwaysAsIdentity().primaryKey())
			.addColumn('channel', 'text', (column) => column.notNull())
			.addColumn('digest', 'text', (column) => column.notNull())
			.addColumn('document', 'jsonb', (column) => column.notNull())
			.addColumn('seen_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
			.execute();
		await database.schema
			.createIndex('api_contracts_by_channel')
			.on('api_contracts')
			.columns(['channel', 'id'])
			.execute();
	},
};
