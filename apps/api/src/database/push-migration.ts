import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** With the session that made it: who signs out of a browser gets nothing there any more. */
const createSubscriptions = sql`
	create table push_subscriptions (
		id uuid primary key,
		user_id uuid not null references users on delete cascade,
		session_id uuid not null references sessions on delete cascade,
		endpoint text not null unique,
		p256dh text not null,
		auth text not null,
		expires_at timestamptz(3),
		created_at timestamptz(3) not null
	)`;

/** A message waits here until a push service has taken it. One an event and browser, whichever node writes it. */
const createMessages = sql`
	create table push_messages (
		id uuid primary key,
		event_offset bigint not null,
		subscription_id uuid not null references push_subscriptions on delete cascade,
		payload jsonb not null,
		attempts integer not null default 0,
		due_at timestamptz(3) not null,
		created_at timestamptz(3) not null,
		unique (event_offset, subscription_id)
	)`;

/** One row: events up to here have their messages. */
const createProgress = sql`
	create table push_progress (
		id integer primary key default 1 check (id = 1),
		last_offset bigint not null
	)`;

/** Who is connected to which node; a node that was killed is believed until its rows are too old. */
const createConnectedPeople = sql`
	create table connected_people (
		node_id uuid not null,
		user_id uuid not null,
		seen_at timestamptz(3) not null,
		primary key (node_id, user_id)
	)`;

export const pushMigration: Migration = {
	async up(database: Kysely<unknown>) {
		const statements = [
			createSubscriptions,
			sql`create index push_subscriptions_by_user on push_subscriptions (user_id, created_at)`,
			createMessages,
			sql`create index push_messages_by_due on push_messages (due_at)`,
			createProgress,
			sql`insert into push_progress (last_offset) select last_offset from event_stream`,
			createConnectedPeople,
			sql`create index connected_people_by_user on connected_people (user_id)`,
		];
		for (const statement of statements) await statement.execute(database);
	},
};
