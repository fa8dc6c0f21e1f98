import type { Row } from '../cache/change.ts';
import { changeTotal } from '../cache/change-total.ts';
import type { Write } from '../cache/queued-writes.ts';
import type { ListRules } from './list-rules.ts';
import { type ListAnswer, placeOf, toWindow } from './list-window.ts';

export interface Presenter<R extends Row, Q> {
	rules: ListRules<R, Q>;
	/** The row with the shown part of an update in it. */
	merge(row: R, shown: unknown): R;
	/** What two rows have in common exactly when they are one, known under a temporary id and under the real one. */
	identify(row: R): string;
}

/** A list with the open writes laid over it. */
export const showInList = <R extends Row, Q>(
	list: ListAnswer<R>,
	query: Q,
	writes: readonly Write[],
	{ rules, merge, identify }: Presenter<R, Q>,
): ListAnswer<R> => {
	let shown = list;
	const change = (rows: readonly R[], by = 0): void => {
		const { pagination } = shown;
		shown = { ...shown, rows, ...(pagination && by !== 0 && { pagination: changeTotal(pagination, by) }) };
	};
	for (const write of writes) {
		const { rows } = shown;
		if (write.kind === 'remove') {
			const kept = rows.filter(({ id }) => !write.rowIds.includes(id));
			if (kept.length < rows.length) change(kept, kept.length - rows.length);
		} else if (write.shown === undefined) {
			// The server is sure to refuse it.
		} else if (write.kind === 'update') {
			if (rows.some(({ id }) => write.rowIds.includes(id)))
				change(rows.map((row) => (write.rowIds.includes(row.id) ? merge(row, write.shown) : row)));
		} else {
			const draft = write.shown as R;
			// Its event came before its answer.
			if (list.rows.some((row) => row.id === draft.id || identify(row) === identify(draft))) continue;
			const window = toWindow(shown);
			const place = placeOf(window, draft, { rules, query });
			// Whoever added a row looks for it: at the top, when its place is not known.
			const isOnTop = place === 'unknown' && window.isFirst && rules.matches(draft, query) === true;
			if (typeof place !== 'number' && !isOnTop) continue;
			const index = typeof place === 'number' ? place : 0;
			change(rows.toSpliced(index, 0, draft).slice(0, window.limit), 1);
		}
	}
	return shown;
};

/** One row with the open writes laid over it; undefined while there is none. */
export const showRow = <R extends Row, Q>(
	row: R | undefined,
	id: string,
	writes: readonly Write[],
	{ merge }: Presenter<R, Q>,
): R | undefined => {
	let shown = row;
	for (const write of writes) {
		if (!write.rowIds.includes(id)) continue;
		if (write.kind === 'remove') shown = undefined;
		else if (write.shown === undefined) continue;
		else if (write.kind === 'create') shown ??= write.shown as R;
		else if (shown !== undefined) shown = merge(shown, write.shown);
	}
	return shown;
};
