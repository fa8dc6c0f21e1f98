import type { PageCursors, Pagination } from '@flotilla/contracts';
import type { Row } from '../cache/change.ts';
import type { ListRules } from './list-rules.ts';

/** A list as the server answers it, apart from the name of its rows. */
export interface ListAnswer<R extends Row> {
	rows: readonly R[];
	/** Of a page. */
	pagination?: Pagination | undefined;
	/** Of a slice. */
	cursors?: PageCursors | undefined;
	/** Of a list that grows: where its next rows begin; null at its end. */
	next?: string | null | undefined;
}

/** The part of a list that is here, in terms of the whole. */
export interface ListWindow<R extends Row> {
	rows: readonly R[];
	isFirst: boolean;
	isLast: boolean;
	/** Rows it has room for. */
	limit: number;
	/** `page`: with a total. `slice`: between two cursors. `growing`: from the first row to a cursor. */
	kind: 'page' | 'slice' | 'growing';
}

export const toWindow = <R extends Row>({ rows, pagination, cursors, next }: ListAnswer<R>): ListWindow<R> => {
	if (pagination !== undefined) {
		const { page, totalPages, limit } = pagination;
		return { rows, isFirst: page <= 1, isLast: page >= totalPages, limit, kind: 'page' };
	}
	if (cursors !== undefined) {
		const [isFirst, isLast] = [cursors.previous === null, cursors.next === null];
		return { rows, isFirst, isLast, limit: Number.POSITIVE_INFINITY, kind: 'slice' };
	}
	return { rows, isFirst: true, isLast: next == null, limit: Number.POSITIVE_INFINITY, kind: 'growing' };
};

/** Where a row belongs: at an index of the window, beside it, in no list of that query, or nobody here knows. */
export type Place = number | 'before' | 'after' | 'nowhere' | 'unknown';

export const placeOf = <R extends Row, Q>(
	{ rows, isFirst, isLast, limit }: ListWindow<R>,
	row: R,
	{ rules, query }: { rules: ListRules<R, Q>; query: Q },
): Place => {
	const matches = rules.matches(row, query);
	if (matches === undefined) return 'unknown';
	if (!matches) return 'nowhere';
	if (rows.length === 0) return isFirst && isLast ? 0 : 'unknown';
	for (const [index, other] of rows.entries()) {
		const order = rules.compare(row, other, query);
		if (order === undefined) return 'unknown';
		if (order < 0) return index === 0 && !isFirst ? 'before' : index;
	}
	return isLast && rows.length < limit ? rows.length : 'after';
};

/** Whether a row that changed stays where it is. */
export const keepsPlace = <R extends Row, Q>(
	{ rows, isFirst, isLast }: ListWindow<R>,
	index: number,
	next: R,
	{ rules, query }: { rules: ListRules<R, Q>; query: Q },
): boolean => {
	const current = rows[index] as R;
	if (rules.matches(next, query) !== true) return false;
	if (rules.compare(current, next, query) === 0) return true;
	const [before, after] = [rows[index - 1], rows[index + 1]];
	const isAfter = before === undefined ? isFirst : (rules.compare(before, next, query) ?? 0) < 0;
	return isAfter && (after === undefined ? isLast : (rules.compare(next, after, query) ?? 0) < 0);
};
