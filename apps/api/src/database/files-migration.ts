import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Resumable uploads on their way. Their ids become those of their files. */
const createUploads = sql`
	create table uploads (
		id uuid primary key,
		owner_id uuid not null references users on delete cascade,
		metadata text not null,
		size bigint not null,
		created_at timestamptz(3) not null,
		expires_at timestamptz(3) not null,
		holder uuid,
		held_until timestamptz(3)
	)`;

export const filesMigration: Migration = {
	async up(database: Kysely<unknown>) {
		const statements = [
			sql`alter table files add column version integer not null default 1`,
			sql`alter table files add column thumbnail_claimed_until timestamptz(3)`,
			sql`create index files_pending_thumbnails on files (created_at) where thumbnail_status = 'pending'`,
			// Both columns of a row comparison have to go the same way, so that it finds its place in the index.
			sql`drop index files_by_owner`,
			sql`drop index files_by_creation`,
			sql`create index files_by_creation on files (created_at, id)`,
			sql`create index files_by_owner_creation on files (owner_id, created_at, id)`,
			sql`create index files_by_name on files (search_text, id)`,
			sql`create index files_by_owner_name on files (owner_id, search_text, id)`,
			sql`create index files_by_size on files (size, id)`,
			sql`create index files_by_owner_size on files (owner_id, size, id)`,
			createUploads,
			sql`create index uploads_by_owner on uploads (owner_id)`,
			sql`create index uploads_by_end on uploads (expires_at)`,
		];
		for (const statement of statements) await statement.execute(database);
	},
};
