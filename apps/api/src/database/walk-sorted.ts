import { type Kysely, type RawBuilder, sql } from 'kysely';
import { fetchSorted, type SortedList, type SortedRow, whereAll } from './fetch-sorted.ts';
import type { Schema } from './schema.ts';
import { isBeyond, type KeysetPosition, keysOf, orderBy } from './sort-order.ts';

/**
 * Every row of a list in its order, some at a time, so that any number passes through in
 * the memory of a few. Between two batches the database is free for others: what is added
 * or removed meanwhile may or may not be there, each row that stays is there once.
 *
 * `batchSize` is in rows, default 1000; fewer where a row may be large.
 */
export async function* walkSorted<T extends keyof Schema>(
	database: Kysely<Schema>,
	list: SortedList<T>,
	{ batchSize = 1000 }: { batchSize?: number } = {},
): AsyncGenerator<SortedRow<T>[]> {
	const { table, scope = [], conditions, order } = list;
	const from = sql.table(table);
	if (conditions.length > 0) {
		const where = whereAll([...scope, ...conditions]);
		const some = await sql`select 1 from ${from} ${where} limit ${batchSize + 1}`.execute(database);
		// The few are found by their own indexes; for the many all rows are walked through, once.
		if (some.rows.length <= batchSize) return yield await fetchSorted(database, list, { limit: batchSize });
	}
	const matches = conditions.length === 0 ? sql`true` : sql`(${sql.join(conditions, sql` and `)})`;
	let position: KeysetPosition | undefined;
	for (;;) {
		const where = whereAll([...scope, ...(position === undefined ? [] : [isBeyond(order, position)])]);
		const batch = sql`select * from ${from} ${where} order by ${orderBy(order, 'forward')} limit ${batchSize}`;
		const placed = sql`select *, row_number() over () as place, ${matches} as matches from (${batch}) as ${from}`;
		// The last row says where to go on, whether it matches or not.
		const query = sql`
			select *, ${keysOf(order)} as keyset from (${placed}) as ${from}
			where matches or place = ${batchSize} order by place`;
		const { rows } = await (query as RawBuilder<SortedRow<T> & { place: number; matches: boolean }>).execute(database);
		const matching = rows.filter((row) => row.matches);
		if (matching.length > 0) yield matching;
		const last = rows.at(-1);
		if (last?.place !== batchSize) return;
		position = { walk: 'forward', inclusive: false, keys: last.keyset };
	}
}
