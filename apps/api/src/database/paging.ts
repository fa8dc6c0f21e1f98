import type { Pagination } from '@flotilla/contracts';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { fetchSorted, type SortedList, type SortedRow, whereAll } from './fetch-sorted.ts';
import type { Schema } from './schema.ts';

export interface PageQuery {
	page: number;
	limit: number;
}

export const describePage = ({ page, limit }: PageQuery, total: number): Pagination => ({
	page,
	limit,
	total,
	totalPages: Math.ceil(total / limit),
});

export interface CountedPageOptions extends PageQuery {
	/** Rows after which counting stops: a count reads every row it counts. */
	maximumCounted: number;
}

export interface CountedPage<T extends keyof Schema> {
	rows: SortedRow<T>[];
	/** Past `maximumCounted` the total is what is known to be there, and `totalIsExact` is false. */
	pagination: Pagination;
}

/** The page with this number, and how many there are. */
export const fetchCountedPage = async <T extends keyof Schema>(
	database: Kysely<Schema>,
	list: SortedList<T>,
	{ page, limit, maximumCounted }: CountedPageOptions,
): Promise<CountedPage<T>> => {
	const offset = (page - 1) * limit;
	const rows = await fetchSorted(database, list, { offset, limit });
	// A page that is not full is the last one, and says how many there are.
	if (rows.length < limit && (rows.length > 0 || page === 1)) {
		return { rows, pagination: describePage({ page, limit }, offset + rows.length) };
	}
	const where = whereAll([...(list.scope ?? []), ...list.conditions]);
	const counting: RawBuilder<{ counted: number }> = sql`
		select count(*) as counted
		from (select 1 from ${sql.table(list.table)} ${where} limit ${maximumCounted + 1}) as matching`;
	const counted = (await counting.execute(database)).rows[0]?.counted ?? 0;
	if (counted <= maximumCounted) return { rows, pagination: describePage({ page, limit }, counted) };
	const total = Math.max(maximumCounted, rows.length === 0 ? 0 : offset + rows.length);
	return { rows, pagination: { ...describePage({ page, limit }, total), totalIsExact: false } };
};
