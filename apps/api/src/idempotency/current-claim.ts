import { AsyncLocalStorage } from 'node:async_hooks';
import type { Transaction } from 'kysely';
import type { Schema } from '../database/schema.ts';

/** What the request that is being answered has claimed, wherever below its handler somebody writes. */
export interface CurrentClaim {
	userId: string;
	key: string;
}

const current = new AsyncLocalStorage<CurrentClaim>();

export const runWithClaim = <T>(claim: CurrentClaim, work: () => Promise<T>): Promise<T> => current.run(claim, work);

/**
 * Notes in the transaction of a change that the request which asked for it took effect: both are
 * stored or neither. So a server that is killed before it could answer does not do it again.
 */
export const noteApplied = async (transaction: Transaction<Schema>): Promise<void> => {
	const claim = current.getStore();
	if (claim === undefined) return;
	await transaction
		.updateTable('idempotency_keys')
		.set({ state: 'applied' })
		.where('user_id', '=', claim.userId)
		.where('key', '=', claim.key)
		.execute();
};
