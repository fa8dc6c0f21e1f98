import type { bulkSelection } from '@flotilla/contracts';
import { createHttpError } from '@flotilla/server';
import { type RawBuilder, type SqlBool, sql, type Transaction } from 'kysely';
import type * as z from 'zod/mini';
import type { Schema } from '../../database/schema.ts';
import { selectedUsers } from '../selected-users.ts';

export type Selection = z.output<typeof bulkSelection>;

const isAnyOf = (ids: readonly string[]): RawBuilder<SqlBool> => sql<SqlBool>`id = any(${sql.val([...ids])}::uuid[])`;

/** True for the rows of `users` that a list of the same query has, but for those named. */
export const whereSelected = ({ ids, except = [], ...query }: Selection): RawBuilder<SqlBool> => {
	const { conditions } = selectedUsers({ ...query, sortBy: 'name', sortOrder: 'asc' });
	const all = [
		sql<SqlBool>`true`,
		...conditions,
		...(ids === undefined ? [] : [isAnyOf(ids)]),
		...(except.length === 0 ? [] : [sql<SqlBool>`not ${isAnyOf(except)}`]),
	];
	return sql<SqlBool>`(${sql.join(all, sql` and `)})`;
};

/** How many fit. Throws `HttpError` SELECTION_TOO_LARGE for more than `maximum`. */
export const assertNotTooMany = async (
	transaction: Transaction<Schema>,
	selected: RawBuilder<SqlBool>,
	maximum: number,
): Promise<void> => {
	const { rows } = await sql<{ count: number }>`
		select count(*) as count from (select from users where ${selected} limit ${maximum + 1}) as matching
	`.execute(transaction);
	if ((rows[0]?.count ?? 0) > maximum) throw createHttpError('SELECTION_TOO_LARGE');
};

/** Rows of `users` for which a condition holds. */
export const countUsers = async (transaction: Transaction<Schema>, which: RawBuilder<SqlBool>): Promise<number> => {
	const { rows } = await sql<{ count: number }>`select count(*) as count from users where ${which}`.execute(
		transaction,
	);
	return rows[0]?.count ?? 0;
};
