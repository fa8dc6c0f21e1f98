import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Schema } from '../database/schema.ts';
import type { BlobReferences } from '../files/blob-references.ts';

/** What was deleted and can be restored until the window is over. */
export interface Trash {
	/** Whether there is a window at all: where nothing is kept, nothing can be taken back. */
	readonly keeps: boolean;
	/** What was deleted at this time or before is gone. */
	since(): Date;
	/** Removes for good what is gone, its bytes included. Safe beside restores, and on several nodes at once. */
	purge(): Promise<void>;
	/** The same, where nothing is kept; else it is left to the next round. */
	purgeUnlessKept(): Promise<void>;
}

export interface TrashOptions {
	database: Kysely<Schema>;
	references: BlobReferences;
	clock: Clock;
	/** Seconds; 0: nothing is kept. */
	restoreWindow: number;
}

/** Milliseconds between rounds: a window ends at most so much later. */
export const purgeInterval = 60_000;

/** Rows removed at once. */
const batchSize = 1000;

export const createTrash = ({ database, references, clock, restoreWindow }: TrashOptions): Trash => {
	const since = () => new Date(clock.now() - restoreWindow * 1000);

	/** Rows by batches, each with the keys of bytes that it named. What somebody restores right now is left to them. */
	const empty = async (table: RawBuilder<unknown>, keys: RawBuilder<unknown>): Promise<void> => {
		const batch = sql`
			select id from ${table} where deleted_at <= ${since()}::timestamptz limit ${batchSize} for update skip locked`;
		for (;;) {
			const { rows } = await sql<{ keys: (string | null)[] }>`
				delete from ${table} where id in (${batch}) returning ${keys} as keys
			`.execute(database);
			const unnamed = new Set(rows.flatMap((row) => row.keys));
			for (const key of unnamed) if (key !== null) await references.removeUnused(key);
			if (rows.length < batchSize) return;
		}
	};

	const purge = async (): Promise<void> => {
		await empty(sql.table('deleted_files'), sql`array[blob_key, thumbnail_key]`);
		await empty(sql.table('deleted_users'), sql`array[avatar_key]`);
		await sql`
			with gone as (delete from bulk_operations where created_at <= ${since()}::timestamptz returning id)
			delete from bulk_updates where operation in (select id from gone)
		`.execute(database);
	};

	const keeps = restoreWindow > 0;
	return {
		keeps,
		since,
		purge,
		async purgeUnlessKept() {
			if (!keeps) await purge();
		},
	};
};
