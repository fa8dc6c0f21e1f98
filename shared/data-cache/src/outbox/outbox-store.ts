import { afterDiscard, renameRow } from './after-answer.ts';
import type { Operation, OperationState } from './operation.ts';
import type { OutboxDatabase } from './outbox-database.ts';
import { OutboxError } from './outbox-error.ts';
import { defaultOutboxLimits, type OutboxLimits } from './outbox-limits.ts';
import type { OutboxDelta, OutboxTransaction, WriteOutbox } from './outbox-transaction.ts';

/** An operation as it is first written: its place is found in the transaction. */
export type Draft = Omit<Operation, 'sequence' | 'revision'>;

/** What is done with the queue but for sending it; each function is one transaction. */
export interface OutboxStore {
	/** In their order. */
	all(): Promise<Operation[]>;
	/**
	 * Answers the operation as it was stored, or the one that waits under the same id. Rejects with `OUTBOX_FULL`.
	 *
	 * @param bytes of what waits already.
	 */
	add(draft: Draft, bytes: number): Promise<{ operation: Operation; delta: OutboxDelta }>;
	/** Changes an operation in one of `states`. Rejects with `OUTBOX_WRONG_STATE` or `OUTBOX_UNKNOWN_OPERATION`. */
	change(
		id: string,
		states: readonly OperationState[],
		make: (operation: Operation) => Operation,
	): Promise<OutboxDelta>;
	/** With a create goes what depends on it. Rejects like `change`; what is being sent cannot be discarded. */
	discard(id: string): Promise<OutboxDelta>;
	/** Takes everything away, from under a replayer at work, too. */
	clear(): Promise<OutboxDelta>;
}

interface OutboxStoreOptions {
	database: OutboxDatabase;
	write: WriteOutbox;
	limits?: OutboxLimits | undefined;
}

export const createOutboxStore = ({ database, write, limits }: OutboxStoreOptions): OutboxStore => {
	const { maximumOperations, maximumBytes } = { ...defaultOutboxLimits, ...limits };

	return {
		async all() {
			try {
				return await database.getAll('operations');
			} catch (cause) {
				throw new OutboxError('OUTBOX_UNAVAILABLE', { cause });
			}
		},
		add: (draft, bytes) =>
			// Strict: it is the only copy of what somebody typed. What the later steps record can be found out again.
			write('strict', async (transaction) => {
				const waiting = await transaction.find(draft.id);
				if (waiting !== undefined) return { operation: waiting, delta: { put: [], removed: [] } };
				const count = await transaction.operations.count();
				if (count >= maximumOperations || bytes + draft.size > maximumBytes) throw new OutboxError('OUTBOX_FULL');
				const placed = await place(transaction, { ...draft, sequence: 0, revision: 1 });
				const { sequence: _, ...value } = placed;
				// The database adds the sequence.
				const sequence = await transaction.operations.add(value as Operation);
				const operation = { ...placed, sequence };
				return { operation, delta: { put: [operation], removed: [] } };
			}),
		change: (id, states, make) =>
			write('strict', async (transaction) => {
				const operation = await inState(transaction, id, states);
				return { put: [await transaction.put(make(operation))], removed: [] };
			}),
		discard: (id) =>
			write('strict', async (transaction) => {
				const first = await inState(transaction, id, ['waiting', 'failed', 'conflict']);
				const removed = new Map([[id, first]]);
				const changed: Operation[] = [];
				for (const operation of removed.values()) {
					await transaction.operations.delete(operation.sequence);
					for (const dependant of await transaction.dependantsOf(operation.id)) {
						if (first.kind === 'create') removed.set(dependant.id, dependant);
						else changed.push(await transaction.put(afterDiscard(dependant, operation)));
					}
				}
				return { put: changed, removed: [...removed.values()] };
			}),
		clear: () =>
			write('strict', async (transaction) => {
				const removed = await transaction.operations.getAll();
				await Promise.all([transaction.operations.clear(), transaction.ids.clear()]);
				// Without an owner nobody may record that one of them was carried out.
				await transaction.setLease({ owner: null, beat: 0, failures: 0, notBefore: 0, isFirm: false });
				return { put: [], removed };
			}),
	};
};

/** The operation under the names its rows have by now, and after what waits for them already. */
const place = async ({ ids, operations, find }: OutboxTransaction, operation: Operation): Promise<Operation> => {
	let renamed = operation;
	for (const id of operation.rowIds) {
		const named = await ids.get(id);
		if (named !== undefined) renamed = renameRow(renamed, id, named.actual);
	}
	const dependsOn = new Set<string>();
	for (const id of operation.dependsOn) if ((await find(id)) !== undefined) dependsOn.add(id);
	for (const id of renamed.rowIds) {
		const ofRow = await operations.index('rowIds').getAll(id);
		const before = ofRow.findLast(({ resource }) => resource === operation.resource);
		if (before !== undefined) dependsOn.add(before.id);
	}
	return { ...renamed, dependsOn: [...dependsOn] };
};

const inState = async (
	{ find }: OutboxTransaction,
	id: string,
	states: readonly OperationState[],
): Promise<Operation> => {
	const operation = await find(id);
	if (operation === undefined) throw new OutboxError('OUTBOX_UNKNOWN_OPERATION');
	if (!states.includes(operation.state)) throw new OutboxError('OUTBOX_WRONG_STATE');
	return operation;
};
