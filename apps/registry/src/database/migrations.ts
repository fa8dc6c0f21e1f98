import type { Migrations } from '@flotilla/server';
import { type Kysely, sql } from 'kysely';
import { apiContracts } from './migrate-api-contracts.ts';
import { blobIndexes } from './migrate-blob-indexes.ts';
import { canary } from './migrate-canary.ts';
import { channelChanges } from './migrate-channel-changes.ts';
import { schedules } from './migrate-schedules.ts';
import { trust } from './migrate-trust.ts';
import { vitals } from './migrate-vitals.ts';

export const migrations: Migrations = {
	'2026-11-23-foundation': {
		async up(database: Kysely<never>) {
			const now = sql`now()`;
			await database.schema
				.createTable('tokens')
				.addColumn('name', 'text', (column) => column.primaryKey())
				.addColumn('hash', 'text', (column) => column.notNull().unique())
				.addColumn('apps', 'jsonb', (column) => column.notNull())
				.addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(now))
				.execute();
			await database.schema
				.createTable('uploads')
				.addColumn('id', 'uuid', (column) => column.primaryKey())
				.addColumn('app', 'text', (column) => column.notNull())
				.addColumn('version', 'text', (column) => column.notNull())
				.addColumn('build', 'text', (column) => column.notNull())
				.addColumn('manifest', 'jsonb', (column) => column.notNull())
				.addColumn('files', 'jsonb', (column) => column.notNull())
				.addColumn('announced_by', 'text', (column) => column.notNull())
				.addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(now))
				.execute();
			await database.schema
				.createTable('builds')
				.addColumn('app', 'text', (column) => column.notNull())
				.addColumn('version', 'text', (column) => column.notNull())
				.addColumn('build', 'text', (column) => column.notNull())
				.addColumn('manifest', 'jsonb', (column) => column.notNull())
				.addColumn('published_by', 'text', (column) => column.notNull())
				.addColumn('published_at', 'timestamptz', (column) => column.notNull().defaultTo(now))
				.addPrimaryKeyConstraint('builds_pkey', ['app', 'version'])
				.execute();
			await database.schema
				.createTable('assets')
				.addColumn('app', 'text', (column) => column.notNull())
				.addColumn('path', 'text', (column) => column.notNull())
				.addColumn('sha256', 'text', (column) => column.notNull())
				.addColumn('size', 'integer', (column) => column.notNull())
				.addColumn('brotli_sha256', 'text')
				.addColumn('brotli_size', 'integer')
				.addColumn('gzip_sha256', 'text')
				.addColumn('gzip_size', 'integer')
				.addPrimaryKeyConstraint('assets_pkey', ['app', 'path'])
				.execute();
			await database.schema
				.createTable('build_files')
				.addColumn('app', 'text', (column) => column.notNull())
				.addColumn('version', 'text', (column) => column.notNull())
				.addColumn('path', 'text', (column) => column.notNull())
				.addPrimaryKeyConstraint('build_files_pkey', ['app', 'version', 'path'])
				.addForeignKeyConstraint('build_files_build', ['app', 'version'], 'builds', ['app', 'version'])
				.addForeignKeyConstraint('build_files_asset', ['app', 'path'], 'assets', ['app', 'path'])
				.execute();
			await database.schema
				.createTable('compositions')
				.addColumn('id', 'text', (column) => column.primaryKey())
				.addColumn('content', 'jsonb', (column) => column.notNull())
				.addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(now))
				.execute();
			await database.schema
				.createTable('channels')
				.addColumn('name', 'text', (column) => column.primaryKey())
				.addColumn('revision', 'integer', (column) => column.notNull().defaultTo(0))
				.addColumn('composition_id', 'text', (column) => column.references('compositions.id'))
				.execute();
			await database.schema
				.createTable('pointer_changes')
				.addColumn('channel', 'text', (column) => column.notNull().references('channels.name'))
				.addColumn('revision', 'integer', (column) => column.notNull())
				.addColumn('app', 'text', (column) => column.notNull())
				.addColumn('version', 'text', (column) => column.notNull())
				.addColumn('action', 'text', (column) => column.notNull())
				.addColumn('actor', 'text', (column) => column.notNull())
				.addColumn('reason', 'text')
				.addColumn('changed_at', 'timestamptz', (column) => column.notNull().defaultTo(now))
				.addPrimaryKeyConstraint('pointer_changes_pkey', ['channel', 'revision'])
				.addForeignKeyConstraint('pointer_changes_build', ['app', 'version'], 'builds', ['app', 'version'])
				.execute();
			await database.schema
				.createIndex('pointer_changes_by_app')
				.on('pointer_changes')
				.columns(['channel', 'app', 'revision'])
				.execute();
			// The table is the audit: a change of heart is a new row. Held by the database, not by good will.
			await sql`
				create function refuse_change() returns trigger language plpgsql as
				$$ begin raise exception 'pointer_changes is append-only'; end $$
			`.execute(database);
			await sql`
				create trigger pointer_changes_append_only before update or delete on pointer_changes
				for each row execute function refuse_change()
			`.execute(database);
		},
	},
	'2026-11-26-trust': trust,
	'2026-11-26-channel-changes': channelChanges,
	'2026-11-26-index-blobs': blobIndexes,
	'2026-11-27-canary': canary,
	'2026-11-28-api-contracts': apiContracts,
	'2026-11-28-schedules': schedules,
	'2026-11-28-vitals': vitals,
};
