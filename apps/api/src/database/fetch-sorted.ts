import { type Expression, type Kysely, type RawBuilder, type Selectable, type SqlBool, sql } from 'kysely';
import type { Schema } from './schema.ts';
import { isBeyond, type KeysetPosition, keysOf, orderBy, type SortOrder } from './sort-order.ts';

/** The rows of one list. */
export interface SortedList<T extends keyof Schema> {
	table: T;
	/** Hold for every row of the list, and lead the index of its order, e.g. the collection of a record. */
	scope?: readonly Expression<SqlBool>[];
	/** What a person narrows the list by. They name columns without their table. */
	conditions: readonly Expression<SqlBool>[];
	order: SortOrder;
}

export interface FetchOptions {
	/** Default: the first rows. */
	position?: KeysetPosition | undefined;
	/** Rows to leave out first. Default 0. */
	offset?: number;
	/** At most so many rows. */
	limit: number;
}

export type SortedRow<T extends keyof Schema> = Selectable<Schema[T]> & { keyset: string[] };

/** Rows that are walked through at least, before the matches are looked up and sorted instead. */
const walkedRows = 1000;
/** The same for each row that is asked for: what one in four matches is walked to at any offset. */
const walkedPerRow = 4;

export const whereAll = (conditions: readonly Expression<SqlBool>[]): RawBuilder<unknown> =>
	conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`;

/**
 * Rows in the order of `position.walk`, with their keys.
 *
 * A narrowed list has two good plans: walking the order's index (many rows match) and
 * sorting the matches (few do). The database guesses which, and a wrong guess reads
 * the whole table. So neither is left to it: a short walk comes first, and when that
 * does not fill the page, the matches are found by their own indexes and sorted.
 */
export const fetchSorted = async <T extends keyof Schema>(
	database: Kysely<Schema>,
	{ table, scope = [], conditions, order }: SortedList<T>,
	{ position, offset = 0, limit }: FetchOptions,
): Promise<SortedRow<T>[]> => {
	const from = sql.table(table);
	const sorted = orderBy(order, position?.walk ?? 'forward');
	const beyond = position === undefined ? [] : [isBeyond(order, position)];
	const columns = sql`*, ${keysOf(order)} as keyset`;
	const part = sql`order by ${sorted} limit ${limit} offset ${offset}`;
	const read = async (query: RawBuilder<unknown>) => (await (query as RawBuilder<SortedRow<T>>).execute(database)).rows;

	if (conditions.length === 0)
		return read(sql`select ${columns} from ${from} ${whereAll([...scope, ...beyond])} ${part}`);

	const walkAtMost = Math.max(walkedRows, walkedPerRow * (offset + limit));
	const window = sql`select * from ${from} ${whereAll([...scope, ...beyond])} order by ${sorted} limit ${walkAtMost}`;
	const walked = await read(sql`select ${columns} from (${window}) as ${from} ${whereAll(conditions)} ${part}`);
	if (walked.length === limit) return walked;

	// `offset 0` keeps the database from pulling the order into the inner query, that is from walking after all.
	const matches = sql`select * from ${from} ${whereAll([...scope, ...conditions])} offset 0`;
	return read(sql`select ${columns} from (${matches}) as ${from} ${whereAll(beyond)} ${part}`);
};
