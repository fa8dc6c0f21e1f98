import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** No foreign keys: what was done stays known when who did it is gone. */
const createAuditEntries = sql`
	create table audit_entries (
		id uuid primary key,
		sequence bigint not null generated always as identity,
		at timestamptz(3) not null,
		actor_id uuid,
		actor_name text,
		action text not null,
		subject_type text,
		subject_id text,
		ip text,
		request_id text,
		details jsonb not null
	)`;

const createAuditGuard = sql`
	create function flotilla_refuse_change() returns trigger
	language plpgsql
	as $$ begin raise exception 'rows of % are never changed', tg_table_name; end $$`;

/** Older sessions were last used when they were opened, as far as anybody knows. */
const extendSessions = [
	sql`alter table sessions add column user_agent text not null default ''`,
	sql`alter table sessions add column ip text`,
	sql`alter table sessions add column last_used_at timestamptz(3)`,
	sql`update sessions set last_used_at = created_at`,
	sql`alter table sessions alter column last_used_at set not null`,
];

/** Apart from users: an address that nobody has confirmed belongs to nobody, and many may wait for the same one. */
const createRegistrations = sql`
	create table registrations (
		id uuid primary key,
		email text not null,
		first_name text not null,
		last_name text not null,
		password_hash text not null,
		created_at timestamptz(3) not null,
		confirmed_at timestamptz(3)
	)`;

const createOneTimeTokens = sql`
	create table one_time_tokens (
		hash text primary key,
		purpose text not null check (purpose in ('verify-email', 'reset-password')),
		user_id uuid references users on delete cascade,
		registration_id uuid references registrations on delete cascade,
		expires_at timestamptz(3) not null
	)`;

const createSignInFailures = sql`
	create table sign_in_failures (
		email text not null,
		ip text not null,
		failures integer not null,
		window_started_at timestamptz(3) not null,
		locks integer not null,
		locked_until timestamptz(3),
		last_attempt_at timestamptz(3) not null,
		primary key (email, ip)
	)`;

const createMails = sql`
	create table mails (
		id uuid primary key,
		"to" text not null,
		subject text not null,
		text text not null,
		html text not null,
		status text not null check (status in ('queued', 'sent', 'failed', 'withheld')),
		attempts integer not null,
		next_attempt_at timestamptz(3) not null,
		created_at timestamptz(3) not null,
		sent_at timestamptz(3),
		failure text
	)`;

export const authMigration: Migration = {
	async up(database: Kysely<unknown>) {
		const statements = [
			createAuditEntries,
			sql`create index audit_entries_by_age on audit_entries (at desc, sequence desc)`,
			sql`create index audit_entries_by_actor on audit_entries (actor_id, at desc, sequence desc)`,
			sql`create index audit_entries_by_subject on audit_entries (subject_id, at desc, sequence desc)`,
			createAuditGuard,
			sql`
				create trigger audit_entries_guard before update on audit_entries
				for each row execute function flotilla_refuse_change()`,
			...extendSessions,
			createRegistrations,
			sql`create index registrations_by_email on registrations (email, created_at desc)`,
			sql`create index registrations_by_age on registrations (created_at)`,
			createOneTimeTokens,
			sql`create index one_time_tokens_by_user on one_time_tokens (user_id)`,
			sql`create index one_time_tokens_by_registration on one_time_tokens (registration_id)`,
			sql`create index one_time_tokens_by_end on one_time_tokens (expires_at)`,
			createSignInFailures,
			sql`create index sign_in_failures_by_age on sign_in_failures (last_attempt_at)`,
			createMails,
			sql`create index mails_due on mails (next_attempt_at) where status = 'queued'`,
			sql`create index mails_by_recipient on mails ("to", created_at desc)`,
			sql`create index mails_by_age on mails (created_at desc)`,
			// Some events concern their owner alone.
			sql`alter table events alter column permission drop not null`,
		];
		for (const statement of statements) await statement.execute(database);
	},
};
