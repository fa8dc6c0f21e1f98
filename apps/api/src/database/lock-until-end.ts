import { sql, type Transaction } from 'kysely';
import type { Schema } from './schema.ts';

/** Waits until no other transaction holds `name`, and holds it until this one ends. On every node. */
export const lockUntilEnd = async (transaction: Transaction<Schema>, name: string): Promise<void> => {
	await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(transaction);
};

/** The same for any number of holders at once, but not beside one of `lockUntilEnd`. */
export const lockSharedUntilEnd = async (transaction: Transaction<Schema>, name: string): Promise<void> => {
	await sql`select pg_advisory_xact_lock_shared(hashtextextended(${name}, 0))`.execute(transaction);
};
