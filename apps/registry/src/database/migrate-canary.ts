import type { Migrations } from '@flotilla/server';
import { type Kysely, sql } from 'kysely';

/** Canaries, what was decided about them, what pages told, and who gets what in a channel. */
export const canary: Migrations[string] = {
	async up(database: Kysely<never>) {
		const now = sql`now()`;
		// Beside the pointer's composition, as every page reads both in its one query. Null while there is no canary.
		await database.schema.alterTable('channels').addColumn('rollout', 'jsonb').execute();
		await database.schema
			.createTable('canaries')
			.addColumn('id', 'integer', (column) => column.generatedAlwaysAsIdentity().primaryKey())
			.addColumn('channel', 'text', (column) => column.notNull().references('channels.name'))
			.addColumn('app', 'text', (column) => column.notNull())
			.addColumn('version', 'text', (column) => column.notNull())
			.addColumn('stable_version', 'text', (column) => column.notNull())
			.addColumn('share', 'integer', (column) => column.notNull())
			.addColumn('cohort', 'text')
			.addColumn('policy', 'jsonb', (column) => column.notNull())
			.addColumn('state', 'text', (column) => column.notNull())
			.addColumn('counted_before', 'jsonb', (column) => column.notNull())
			.addColumn('started_by', 'text', (column) => column.notNull())
			.addColumn('reason', 'text')
			.addColumn('started_at', 'timestamptz', (column) => column.notNull().defaultTo(now))
			.addColumn('ended_at', 'timestamptz')
			.addForeignKeyConstraint('canaries_build', ['app', 'version'], 'builds', ['app', 'version'])
			.execute();
		await sql`
			create unique index canaries_one_running on canaries (channel, app) where state = 'running'
		`.execute(database);
		await database.schema
			.createTable('canary_decisions')
			.addColumn('id', 'integer', (column) => column.generatedAlwaysAsIdentity().primaryKey())
			.addColumn('canary_id', 'integer', (column) => column.notNull().references('canaries.id'))
			.addColumn('action', 'text', (column) => column.notNull())
			.addColumn('actor', 'text', (column) => column.notNull())
			.addColumn('reason', 'text')
			.addColumn('figures', 'jsonb', (column) => column.notNull())
			.addColumn('decided_at', 'timestamptz', (column) => column.notNull().defaultTo(now))
			.execute();
		await database.schema
			.createIndex('canary_decisions_by_canary')
			.on('canary_decisions')
			.columns(['canary_id', 'id'])
			.execute();
		await sql`
			create function refuse_canary_decision_change() returns trigger language plpgsql as
			$$ begin raise exception 'canary_decisions is append-only'; end $$
		`.execute(database);
		await sql`
			create trigger canary_decisions_append_only before update or delete on canary_decisions
			for each row execute function refuse_canary_decision_change()
		`.execute(database);
		let counts = database.schema
			.createTable('beacon_counts')
			.addColumn('channel', 'text', (column) => column.notNull())
			.addColumn('app', 'text', (column) => column.notNull())
			.addColumn('version', 'text', (column) => column.notNull())
			.addColumn('hour', 'timestamptz', (column) => column.notNull());
		for (const name of [
			'sessions',
			'failing_sessions',
			'loads',
			'load_failures',
			'uncaught_errors',
			'lcp_pages',
			'lcp_good',
			'inp_pages',
			'inp_good',
			'cls_pages',
			'cls_good',
		]) {
			counts = counts.addColumn(name, 'integer', (column) => column.notNull().defaultTo(0));
		}
		await counts.addPrimaryKeyConstraint('beacon_counts_pkey', ['channel', 'app', 'version', 'hour']).execute();
	},
};
