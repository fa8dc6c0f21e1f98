import type { IDBPTransaction } from 'idb';
import type { Operation } from './operation.ts';
import { freeLease, type Lease, type OutboxDatabase, type OutboxSchema } from './outbox-database.ts';
import { isOutboxError, OutboxError } from './outbox-error.ts';

const stores = ['operations', 'ids', 'lease'] as const;
type Stores = typeof stores;
type Stored = IDBPTransaction<OutboxSchema, Stores, 'readwrite'>;

/** What one transaction changed; whoever holds a copy of the queue applies it. */
export interface OutboxDelta {
	readonly put: readonly Operation[];
	readonly removed: readonly Operation[];
}

/** The stores within one transaction, by what the outbox does with them. */
export interface OutboxTransaction {
	readonly operations: ReturnType<typeof operationsOf>;
	readonly ids: ReturnType<typeof idsOf>;
	find(id: string): Promise<Operation | undefined>;
	/** In their order. */
	dependantsOf(id: string): Promise<Operation[]>;
	/** Stores the operation with its next revision, and answers that. */
	put(operation: Operation): Promise<Operation>;
	lease(): Promise<Lease>;
	setLease(lease: Lease): Promise<unknown>;
}

const operationsOf = (transaction: Stored) => transaction.objectStore('operations');
const idsOf = (transaction: Stored) => transaction.objectStore('ids');

/**
 * Everything that `work` does happens, or nothing of it; `work` may wait for the database alone. Rejects with an
 * `OutboxError`.
 *
 * @param durability `strict`: it is on the disk when this resolves. `relaxed`: a power cut may take it back.
 */
export type WriteOutbox = <T>(
	durability: 'strict' | 'relaxed',
	work: (transaction: OutboxTransaction) => Promise<T>,
) => Promise<T>;

export const createWriteOutbox =
	(database: OutboxDatabase): WriteOutbox =>
	async (durability, work) => {
		let transaction: Stored;
		try {
			transaction = database.transaction(stores, 'readwrite', { durability });
		} catch (cause) {
			throw new OutboxError('OUTBOX_UNAVAILABLE', { cause });
		}
		// Of a failed transaction several promises reject; the one below is enough to hear of.
		transaction.done.catch(() => {});
		try {
			const result = await work(toOutboxTransaction(transaction));
			await transaction.done;
			return result;
		} catch (error) {
			abort(transaction);
			throw toOutboxError(error);
		}
	};

const toOutboxTransaction = (transaction: Stored): OutboxTransaction => {
	const operations = operationsOf(transaction);
	const lease = transaction.objectStore('lease');
	return {
		operations,
		ids: idsOf(transaction),
		find: (id) => operations.index('id').get(id),
		dependantsOf: (id) => operations.index('dependsOn').getAll(id),
		async put(operation) {
			const next = { ...operation, revision: operation.revision + 1 };
			await operations.put(next);
			return next;
		},
		lease: async () => (await lease.get('lease')) ?? freeLease,
		setLease: (next) => lease.put(next, 'lease'),
	};
};

const abort = (transaction: Stored): void => {
	try {
		transaction.abort();
	} catch {
		// It failed by itself.
	}
};

const toOutboxError = (error: unknown): OutboxError => {
	if (isOutboxError(error)) return error;
	const isFull = error instanceof DOMException && error.name === 'QuotaExceededError';
	return new OutboxError(isFull ? 'OUTBOX_FULL' : 'OUTBOX_UNAVAILABLE', { cause: error });
};
