import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const createIdempotencyKeys = sql`
	create table idempotency_keys (
		user_id uuid not null references users on delete cascade,
		key text not null,
		fingerprint text not null,
		state text not null check (state in ('running', 'applied', 'answered')),
		leased_until timestamptz(3) not null,
		status integer,
		headers jsonb,
		body text,
		created_at timestamptz(3) not null,
		primary key (user_id, key)
	)`;

export const idempotencyMigration: Migration = {
	async up(database: Kysely<unknown>) {
		await createIdempotencyKeys.execute(database);
		await sql`create index idempotency_keys_by_age on idempotency_keys (created_at)`.execute(database);
	},
};
