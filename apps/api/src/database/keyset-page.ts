import type { PageCursors } from '@flotilla/contracts';
import type { Kysely } from 'kysely';
import type { Cursors } from './cursor.ts';
import { fetchSorted, type SortedList, type SortedRow } from './fetch-sorted.ts';
import type { Schema } from './schema.ts';
import type { KeysetPosition } from './sort-order.ts';

export interface KeysetPageOptions {
	cursors: Cursors;
	/** From an earlier page of the same order; empty: the first page. */
	cursor: string;
	/** Rows a page. */
	limit: number;
}

export interface KeysetPage<T extends keyof Schema> {
	rows: SortedRow<T>[];
	cursors: PageCursors;
}

/**
 * The page beside a place in the order, in the time of one page wherever that is. What
 * is added or removed meanwhile moves no other row: each row that stays is met once.
 *
 * A page that was walked away from is always named, also when it has become empty.
 * Throws `HttpError` CURSOR_INVALID.
 */
export const fetchKeysetPage = async <T extends keyof Schema>(
	database: Kysely<Schema>,
	list: SortedList<T>,
	{ cursors, cursor, limit }: KeysetPageOptions,
): Promise<KeysetPage<T>> => {
	const position = cursor === '' ? undefined : cursors.decode(list.order, cursor);
	// One row more tells whether there is another page.
	const found = await fetchSorted(database, list, { position, limit: limit + 1 });
	const rows = found.slice(0, limit);
	const isBackward = position?.walk === 'backward';
	if (isBackward) rows.reverse();

	const beside = (walk: KeysetPosition['walk'], row: SortedRow<T> | undefined): string | null => {
		if (row !== undefined) return cursors.encode(list.order, { walk, inclusive: false, keys: row.keyset });
		// Nothing here any more: the way back begins with the row this place was named after.
		return position === undefined
			? null
			: cursors.encode(list.order, { walk, inclusive: !position.inclusive, keys: position.keys });
	};
	const hasMore = found.length > limit;
	return {
		rows,
		cursors: {
			next: isBackward || hasMore ? beside('forward', rows.at(-1)) : null,
			previous: (isBackward && hasMore) || position?.walk === 'forward' ? beside('backward', rows.at(0)) : null,
		},
	};
};
