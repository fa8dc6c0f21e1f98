import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** No foreign keys: what was done stays known when who did it is gone. */
const createAuditEntries = sql`
	create table audit_entries (
		id uuid primary key,
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

export const authMigration: Migration = {
	async up(database: Kysely<unknown>) {
		const statements = [
			createAuditEntries,
			sql`create index audit_entries_by_age on audit_entries (at desc, id desc)`,
			sql`create index audit_entries_by_actor on audit_entries (actor_id, at desc, id desc)`,
			sql`create index audit_entries_by_subject on audit_entries (subject_id, at desc, id desc)`,
			createAuditGuard,
			sql`
				create trigger audit_entries_guard before update on audit_entries
				for each row execute function flotilla_refuse_change()`,
		];
		for (const statement of statements) await statement.execute(database);
	},
};
