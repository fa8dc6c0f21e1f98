import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Schema } from './schema.ts';

/** Carries out an insert, update or delete without `returning`, and says how many rows that were; the same on both engines. */
export const countWritten = async (handle: Kysely<Schema>, write: RawBuilder<unknown>): Promise<number> => {
	const counting = sql<{ count: number }>`with written as (${write} returning 1) select count(*) as count from written`;
	return (await counting.execute(handle)).rows[0]?.count ?? 0;
};
