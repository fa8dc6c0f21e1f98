import type { Migrations } from '@flotilla/server';
import { type Kysely, sql } from 'kysely';

/** Verbs and an end for tokens, keys that sign builds, and the secret that signs links. */
export const trust: Migrations[string] = {
	async up(database: Kysely<never>) {
		const now = sql`now()`;
		await database.schema
			.alterTable('tokens')
			.addColumn('can', 'jsonb', (column) =>
				column.notNull().defaultTo(sql`'["publish","promote","rollback","pin"]'::jsonb`),
			)
			.addColumn('expires_at', 'timestamptz')
			.execute();
		// Who could make tokens before there were verbs could do all there was.
		await sql`
			update tokens set can = '["publish","promote","rollback","canary","pin","link","admin"]'::jsonb
			where apps @> '["*"]'::jsonb
		`.execute(database);

		await database.schema.alterTable('uploads').addColumn('signature', 'jsonb').execute();
		await database.schema
			.createTable('key_changes')
			.addColumn('id', 'integer', (column) => column.generatedAlwaysAsIdentity().primaryKey())
			.addColumn('app', 'text', (column) => column.notNull())
			.addColumn('key_id', 'text', (column) => column.notNull())
			.addColumn('public_key', 'text', (column) => column.notNull())
			.addColumn('action', 'text', (column) => column.notNull())
			.addColumn('actor', 'text', (column) => column.notNull())
			.addColumn('reason', 'text')
			.addColumn('changed_at', 'timestamptz', (column) => column.notNull().defaultTo(now))
			.execute();
		await database.schema
			.createIndex('key_changes_by_app')
			.on('key_changes')
			.columns(['app', 'key_id', 'id'])
			.execute();
		await database.schema
			.createTable('build_signatures')
			.addColumn('app', 'text', (column) => column.notNull())
			.addColumn('version', 'text', (column) => column.notNull())
			.addColumn('key_id', 'text', (column) => column.notNull())
			.addColumn('signature', 'text', (column) => column.notNull())
			.addColumn('signed_at', 'timestamptz', (column) => column.notNull().defaultTo(now))
			.addPrimaryKeyConstraint('build_signatures_pkey', ['app', 'version', 'key_id'])
			.addForeignKeyConstraint('build_signatures_build', ['app', 'version'], 'builds', ['app', 'version'])
			.execute();
		await database.schema
			.createTable('secrets')
			.addColumn('name', 'text', (column) => column.primaryKey())
			.addColumn('value', 'text', (column) => column.notNull())
			.addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(now))
			.execute();
		// Which key was trusted when, and by whom, is an audit as well.
		await sql`
			create function refuse_key_change() returns trigger language plpgsql as
			$$ begin raise exception 'key_changes is append-only'; end $$
		`.execute(database);
		await sql`
			create trigger key_changes_append_only before update or delete on key_changes
			for each row execute function refuse_key_change()
		`.execute(database);
	},
};
