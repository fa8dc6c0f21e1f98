import type { Change, Row } from '../cache/change.ts';
import { changeTotal } from '../cache/change-total.ts';
import { isSameData } from '../cache/same-data.ts';
import type { ListRules } from './list-rules.ts';
import { keepsPlace, type ListAnswer, type ListWindow, placeOf, toWindow } from './list-window.ts';

export interface ListOutcome<R extends Row> {
	/** The same reference when nothing changed. */
	list: ListAnswer<R>;
	/** Whether the server has to be asked what the list is now. */
	stale: boolean;
}

export interface ListContext<R extends Row, Q> {
	rules: ListRules<R, Q>;
	query: Q;
	/** The row as it was, as far as anything cached knows. */
	before?: R | undefined;
}

/**
 * What a change makes of a list. Events and answers overtake each other, so the list may know of the change already:
 * done here is only what can be seen in its rows. What would touch rows or totals that are not seen makes it stale.
 */
export const applyToList = <R extends Row, Q>(
	list: ListAnswer<R>,
	change: Change,
	context: ListContext<R, Q>,
): ListOutcome<R> => {
	const window = toWindow(list);
	const isWhole = window.isFirst && window.isLast;
	switch (change.type) {
		case 'created':
		case 'changed': {
			const row = change.row as R;
			const index = window.rows.findIndex(({ id }) => id === row.id);
			if (index !== -1) return replace(list, window, index, row, context);
			return change.type === 'created'
				? insert(list, window, row, context, change.own === true)
				: appear(list, window, row, context);
		}
		case 'removed': {
			const index = window.rows.findIndex(({ id }) => id === change.id);
			if (index !== -1) {
				const rows = window.rows.toSpliced(index, 1);
				// The row that moves up from the next page is not known here.
				return { list: withRows(list, rows, -1), stale: !window.isLast && window.kind !== 'growing' };
			}
			const known = (change.known ?? context.before ?? {}) as Partial<R>;
			// Nothing is before a first window, and without a total nothing is counted of what comes after it.
			const isUncounted = window.isFirst && window.kind !== 'page';
			const isElsewhere = isWhole || isUncounted || context.rules.matches(known, context.query) === false;
			return { list, stale: !isElsewhere };
		}
		case 'unclear':
			return { list, stale: true };
	}
};

const withRows = <R extends Row>(list: ListAnswer<R>, rows: readonly R[], by: number): ListAnswer<R> => ({
	...list,
	rows,
	...(list.pagination !== undefined && { pagination: changeTotal(list.pagination, by) }),
});

const replace = <R extends Row, Q>(
	list: ListAnswer<R>,
	window: ListWindow<R>,
	index: number,
	row: R,
	context: ListContext<R, Q>,
): ListOutcome<R> => {
	const current = window.rows[index] as R;
	if (row.version < current.version || isSameData(current, row)) return { list, stale: false };
	// It stays where it is, so that nothing jumps under the cursor; if it belongs elsewhere, the server cuts anew.
	const stale = !keepsPlace(window, index, row, context);
	return { list: withRows(list, window.rows.with(index, row), 0), stale };
};

const insertAt = <R extends Row>(list: ListAnswer<R>, window: ListWindow<R>, index: number, row: R): ListAnswer<R> =>
	withRows(list, window.rows.toSpliced(index, 0, row).slice(0, window.limit), 1);

const insert = <R extends Row, Q>(
	list: ListAnswer<R>,
	window: ListWindow<R>,
	row: R,
	context: ListContext<R, Q>,
	own: boolean,
): ListOutcome<R> => {
	const place = placeOf(window, row, context);
	if (place === 'nowhere') return { list, stale: false };
	// Its cursors would no longer fit to the rows of a slice.
	if (typeof place === 'number') return { list: insertAt(list, window, place, row), stale: window.kind === 'slice' };
	if (place === 'after') return { list, stale: window.kind === 'page' };
	const isShown = own && window.isFirst && context.rules.matches(row, context.query) === true;
	return { list: isShown ? insertAt(list, window, 0, row) : list, stale: true };
};

/** A row changed that is not in the window: it may come into it, or change what lies before it. */
const appear = <R extends Row, Q>(
	list: ListAnswer<R>,
	window: ListWindow<R>,
	row: R,
	context: ListContext<R, Q>,
): ListOutcome<R> => {
	const isWhole = window.isFirst && window.isLast;
	const place = placeOf(window, row, context);
	const was = context.before && placeOf(window, context.before, context);
	const same = { list, stale: false };
	// Nothing is before the rows of a first window, and without a total nothing is counted of what comes after them.
	const isUncounted = window.isFirst && window.kind !== 'page';
	if (place === 'nowhere') return isWhole || isUncounted || was === 'nowhere' ? same : { list, stale: true };
	if (place === 'after' && !isWhole) {
		const matchesAll = context.rules.matches({}, context.query) === true;
		return isUncounted || was === 'after' || (window.isFirst && matchesAll) ? same : { list, stale: true };
	}
	if (place === 'before' && was === 'before') return same;
	if (typeof place === 'number' && (isWhole || window.kind === 'growing')) {
		return { list: insertAt(list, window, place, row), stale: window.kind === 'slice' };
	}
	return { list, stale: true };
};
