import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** `document` is json and not jsonb: the order of a schema's properties is the order of an export's columns. */
const createCollections = sql`
	create table collections (
		name text primary key,
		owner text not null,
		document json not null,
		schema_hash text not null,
		version integer not null default 1,
		created_at timestamptz(3) not null,
		updated_at timestamptz(3) not null
	)`;

/** People's ids are facts of the past here, not references: a record stays when its creator goes. */
const createRecords = sql`
	create table records (
		collection text not null references collections,
		id uuid not null,
		data jsonb not null,
		version integer not null default 1,
		created_at timestamptz(3) not null,
		updated_at timestamptz(3) not null,
		created_by uuid not null,
		updated_by uuid not null,
		search_text text collate "C" not null,
		primary key (collection, id)
	)`;

export const collectionsMigration: Migration = {
	async up(database: Kysely<unknown>) {
		const statements = [
			createCollections,
			createRecords,
			sql`create index records_search on records using gin (search_text gin_trgm_ops)`,
			sql`create index records_by_creation on records (collection, created_at, id)`,
			sql`create index records_by_update on records (collection, updated_at, id)`,
			sql`create index records_by_creator on records (collection, created_by)`,
			// Events of records are for the roles that may read their collection, whatever the table of permissions says.
			sql`alter table events add column roles text[]`,
			sql`alter table events alter column permission drop not null`,
		];
		for (const statement of statements) await statement.execute(database);
	},
};
