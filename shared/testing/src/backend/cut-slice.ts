import type { PageCursors } from '@flotilla/contracts';
import { FakeFailure } from './failure.ts';

type Side = 'next' | 'previous';

const writeCursor = (order: string, side: Side, row: unknown): string =>
	btoa(encodeURIComponent(JSON.stringify([order, side, row])))
		.replaceAll('+', '-')
		.replaceAll('/', '_')
		.replace(/=+$/, '');

/** Throws `FakeFailure` CURSOR_INVALID. */
const readCursor = <T>(cursor: string, order: string): { side: Side; row: T } => {
	try {
		const [of, side, row] = JSON.parse(decodeURIComponent(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')))) as [
			string,
			Side,
			T,
		];
		if (of === order) return { side, row };
	} catch {
		// Refused below.
	}
	throw new FakeFailure('CURSOR_INVALID');
};

interface SliceOptions<T> {
	/** Empty: the first rows. */
	cursor: string;
	limit: number;
	/** What the cursor belongs to. */
	order: string;
	compare(a: T, b: T): number;
	/** What of a row its place depends on. Default: all of it. */
	placeOf?(row: T): T;
}

/** The rows beside a place, whatever came and went meanwhile. `rows` are in order. */
export const cutSlice = <T>(
	rows: readonly T[],
	{ cursor, limit, order, compare, placeOf = (row) => row }: SliceOptions<T>,
): { rows: T[]; cursors: PageCursors } => {
	const from = cursor === '' ? undefined : readCursor<T>(cursor, order);
	const isBefore = from?.side === 'previous';
	const slice =
		from === undefined
			? rows.slice(0, limit)
			: isBefore
				? rows.filter((row) => compare(row, from.row) < 0).slice(-limit)
				: rows.filter((row) => compare(row, from.row) > 0).slice(0, limit);
	const [first, last] = [slice[0], slice.at(-1)];
	const hasPrevious = first !== undefined && rows[0] !== first;
	const hasNext = last !== undefined && rows.at(-1) !== last;
	return {
		rows: slice,
		cursors: {
			next: hasNext ? writeCursor(order, 'next', placeOf(last)) : null,
			previous: hasPrevious ? writeCursor(order, 'previous', placeOf(first)) : null,
		},
	};
};
