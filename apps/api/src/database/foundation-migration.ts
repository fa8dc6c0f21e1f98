import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Lower case and no accents. PostgreSQL calls `unaccent` unstable, so an index needs a function that vouches for it. */
const createFold = sql`
	create function flotilla_fold(text) returns text
	language sql immutable strict parallel safe
	as $$ select lower(public.unaccent('public.unaccent'::regdictionary, $1)) $$`;

const createUsers = sql`
	create table users (
		id uuid primary key,
		email text not null unique,
		first_name text not null,
		last_name text not null,
		password_hash text not null,
		role text not null check (role in ('admin', 'manager', 'member', 'viewer')),
		status text not null check (status in ('active', 'inactive')),
		email_verified boolean not null default false,
		version integer not null default 1,
		created_at timestamptz(3) not null,
		updated_at timestamptz(3) not null,
		last_sign_in_at timestamptz(3),
		sort_name text collate "C" not null generated always as (flotilla_fold(first_name || ' ' || last_name)) stored,
		search_text text collate "C" not null
			generated always as (flotilla_fold(first_name || ' ' || last_name || ' ' || email)) stored
	)`;

const createSessions = sql`
	create table sessions (
		id uuid primary key,
		user_id uuid not null references users on delete cascade,
		remembered boolean not null,
		delivery text not null check (delivery in ('cookie', 'body')),
		created_at timestamptz(3) not null,
		expires_at timestamptz(3) not null,
		revoked_at timestamptz(3)
	)`;

const createRefreshTokens = sql`
	create table refresh_tokens (
		hash text primary key,
		session_id uuid not null references sessions on delete cascade,
		generation integer not null,
		used_at timestamptz(3),
		unique (session_id, generation)
	)`;

const createFiles = sql`
	create table files (
		id uuid primary key,
		owner_id uuid not null references users on delete cascade,
		filename text not null,
		original_name text not null,
		mime_type text not null,
		size bigint not null,
		blob_key text not null,
		thumbnail_status text not null check (thumbnail_status in ('pending', 'ready', 'none', 'failed')),
		thumbnail_key text,
		created_at timestamptz(3) not null,
		search_text text collate "C" not null generated always as (flotilla_fold(filename)) stored
	)`;

/** A counter row in place of a sequence: its lock makes offsets become visible in order and without gaps. */
const createEventStream = sql`
	create table event_stream (
		id integer primary key default 1 check (id = 1),
		epoch uuid not null,
		last_offset bigint not null
	)`;

const createEvents = sql`
	create table events (
		"offset" bigint primary key,
		type text not null,
		payload jsonb not null,
		permission text not null,
		owner_id uuid,
		created_at timestamptz(3) not null
	)`;

export const foundationMigration: Migration = {
	async up(database: Kysely<unknown>) {
		const statements = [
			sql`create extension if not exists pg_trgm with schema public`,
			sql`create extension if not exists unaccent with schema public`,
			createFold,
			createUsers,
			sql`create index users_search on users using gin (search_text gin_trgm_ops)`,
			sql`create index users_by_name on users (sort_name, id)`,
			sql`create index users_by_creation on users (created_at, id)`,
			createSessions,
			sql`create index sessions_by_user on sessions (user_id)`,
			createRefreshTokens,
			createFiles,
			sql`create index files_search on files using gin (search_text gin_trgm_ops)`,
			sql`create index files_by_owner on files (owner_id, created_at desc, id)`,
			sql`create index files_by_creation on files (created_at desc, id)`,
			sql`create index files_by_blob on files (blob_key)`,
			sql`create index files_by_thumbnail on files (thumbnail_key)`,
			createEventStream,
			sql`insert into event_stream (epoch, last_offset) values (${randomUUID()}, 0)`,
			createEvents,
			sql`create index events_by_age on events (created_at)`,
			sql`create table secrets (name text primary key, value text not null)`,
		];
		for (const statement of statements) await statement.execute(database);
	},
};
