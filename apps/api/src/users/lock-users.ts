import type { Transaction } from 'kysely';
import type { Schema, UserRow } from '../database/schema.ts';

/** Those of `ids` who are there, by id. In one order, so that two that name the same people do not wait for each other. */
export const lockUsers = async (
	transaction: Transaction<Schema>,
	ids: readonly string[],
): Promise<Map<string, UserRow>> => {
	const rows = await transaction
		.selectFrom('users')
		.selectAll()
		.where('id', 'in', ids)
		.orderBy('id')
		.forUpdate()
		.execute();
	return new Map(rows.map((row) => [row.id, row]));
};
