import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Who was deleted waits here, as JSON, until the restore window is over: out of the table, nobody can forget to leave
 * them out of anything, and their address is free. No foreign keys: what points at them goes or comes along.
 */
const createDeletedUsers = sql`
	create table deleted_users (
		id uuid primary key,
		content jsonb not null,
		email text not null,
		avatar_key text,
		operation uuid not null,
		deleted_at timestamptz(3) not null
	)`;

const createDeletedFiles = sql`
	create table deleted_files (
		id uuid primary key,
		owner_id uuid not null,
		with_owner boolean not null,
		content jsonb not null,
		blob_key text not null,
		thumbnail_key text,
		deleted_at timestamptz(3) not null
	)`;

/** What was done to a selection of people. Its id is the token that takes it back. */
const createBulkOperations = sql`
	create table bulk_operations (
		id uuid primary key,
		kind text not null check (kind in ('update', 'remove')),
		actor_id uuid not null,
		changed integer not null,
		created_at timestamptz(3) not null
	)`;

/** How people were before, and the version that the change gave them. */
const createBulkUpdates = sql`
	create table bulk_updates (
		operation uuid not null,
		user_id uuid not null,
		version integer not null,
		first_name text not null,
		last_name text not null,
		role text not null,
		status text not null,
		primary key (operation, user_id)
	)`;

/** `avatar_id` is the last part of the picture's address, `avatar_key` where its bytes are. */
const addAvatars = sql`alter table users add column avatar_id uuid, add column avatar_key text`;

export const restoreMigration: Migration = {
	async up(database: Kysely<unknown>) {
		const statements = [
			addAvatars,
			sql`create index users_by_avatar on users (avatar_key) where avatar_key is not null`,
			createDeletedUsers,
			sql`create index deleted_users_by_age on deleted_users (deleted_at)`,
			sql`create index deleted_users_by_operation on deleted_users (operation)`,
			sql`create index deleted_users_by_avatar on deleted_users (avatar_key) where avatar_key is not null`,
			createDeletedFiles,
			sql`create index deleted_files_by_age on deleted_files (deleted_at)`,
			sql`create index deleted_files_by_owner on deleted_files (owner_id)`,
			sql`create index deleted_files_by_blob on deleted_files (blob_key)`,
			sql`create index deleted_files_by_thumbnail on deleted_files (thumbnail_key)`,
			createBulkOperations,
			sql`create index bulk_operations_by_age on bulk_operations (created_at)`,
			createBulkUpdates,
		];
		for (const statement of statements) await statement.execute(database);
	},
};
