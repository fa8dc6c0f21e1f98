import type { Transaction } from 'kysely';
import type { RegistrySchema } from '../database/schema.ts';

/**
 * For the rest of the transaction nothing is collected: what the transaction finds stored, and refers to, stays.
 * Taken before any other row lock, so that nobody waits in a circle.
 */
export const holdFiles = async (transaction: Transaction<RegistrySchema>): Promise<void> => {
	await transaction.selectFrom('collector_lock').select('id').forShare().execute();
};

/** For the rest of the transaction nobody begins to refer to files, and all who did have finished. */
export const holdCollector = async (transaction: Transaction<RegistrySchema>): Promise<void> => {
	await transaction.selectFrom('collector_lock').select('id').forUpdate().execute();
};
