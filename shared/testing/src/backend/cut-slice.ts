import type { PageCursors } from '@flotilla/contracts';
import { FakeFailure } from './failure.ts';

export interface SliceOptions<T> {
	/** Empty for the first rows. */
	cursor: string;
	limit: number;
	/** The order of the rows; 0 for a row and itself. */
	compare(a: T, b: T): number;
}

/**
 * The rows beside a cursor. As on the server a cursor is a place in the order and no number of rows: it is made of the
 * row that it lies beside, as that was, so that rows may come and go meanwhile. Throws CURSOR_INVALID.
 */
export const cutSlice = <T>(
	rows: readonly T[],
	{ cursor, limit, compare }: SliceOptions<T>,
): { rows: T[]; cursors: PageCursors } => {
	const place = cursor === '' ? null : readCursor<T>(cursor);
	const [before, after] =
		place === null
			? [[], [...rows]]
			: place.side === 'after'
				? [rows.filter((row) => compare(row, place.row) <= 0), rows.filter((row) => compare(row, place.row) > 0)]
				: [rows.filter((row) => compare(row, place.row) < 0), rows.filter((row) => compare(row, place.row) >= 0)];
	const isBackwards = place?.side === 'before';
	const slice = isBackwards ? before.slice(-limit) : after.slice(0, limit);
	const hasNext = isBackwards ? after.length > 0 : after.length > limit;
	const hasPrevious = isBackwards ? before.length > limit : before.length > 0;
	const [first, last] = [slice[0], slice.at(-1)];
	return {
		rows: slice,
		cursors: {
			next: hasNext && last !== undefined ? writeCursor({ side: 'after', row: last }) : null,
			previous: hasPrevious && first !== undefined ? writeCursor({ side: 'before', row: first }) : null,
		},
	};
};

interface Place<T> {
	side: 'before' | 'after';
	row: T;
}

const writeCursor = <T>(place: Place<T>): string => encodeURIComponent(JSON.stringify(place));

const readCursor = <T>(cursor: string): Place<T> => {
	try {
		const place: Place<T> = JSON.parse(decodeURIComponent(cursor));
		if (place.side === 'before' || place.side === 'after') return place;
	} catch {
		// No cursor of ours.
	}
	throw new FakeFailure('CURSOR_INVALID');
};
