import type { Operation } from './operation.ts';
import type { OutboxDelta } from './outbox-transaction.ts';

/** This page's copy of the queue. News may come from any tab and in any order. */
export interface QueueView {
	/** In their order; the same array until something changes. */
	list(): readonly Operation[];
	get(id: string): Operation | undefined;
	/** Bytes of all. */
	readonly bytes: number;
	/** Answers whether something changed. */
	apply(delta: OutboxDelta): boolean;
	/**
	 * What the database has.
	 *
	 * @param before what was known when the reading began: what came in meanwhile is newer.
	 */
	replace(all: readonly Operation[], before: readonly Operation[]): void;
}

export const createQueueView = (): QueueView => {
	const known = new Map<string, Operation>();
	/** Once removed, whatever late news says of it is of before. */
	const gone = new Set<string>();
	let sorted: readonly Operation[] | null = null;
	let bytes = 0;

	const remove = (id: string): boolean => {
		bytes -= known.get(id)?.size ?? 0;
		gone.add(id);
		return known.delete(id);
	};
	const put = (operation: Operation): boolean => {
		const before = known.get(operation.id);
		if (gone.has(operation.id) || (before !== undefined && before.revision >= operation.revision)) return false;
		bytes += operation.size - (before?.size ?? 0);
		known.set(operation.id, operation);
		return true;
	};

	return {
		list() {
			sorted ??= [...known.values()].sort((a, b) => a.sequence - b.sequence);
			return sorted;
		},
		get: (id) => known.get(id),
		get bytes() {
			return bytes;
		},
		apply(delta) {
			let isChanged = false;
			for (const operation of delta.put) isChanged = put(operation) || isChanged;
			for (const { id } of delta.removed) isChanged = remove(id) || isChanged;
			if (isChanged) sorted = null;
			return isChanged;
		},
		replace(all, before) {
			const present = new Set(all.map(({ id }) => id));
			for (const { id } of before) if (!present.has(id)) remove(id);
			for (const operation of all) put(operation);
			sorted = null;
		},
	};
};
