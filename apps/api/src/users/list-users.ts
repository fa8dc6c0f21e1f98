import type { UserSortField, UsersList, usersListQuery } from '@flotilla/contracts';
import { type Kysely, sql } from 'kysely';
import type * as z from 'zod/mini';
import { describePage } from '../database/paging.ts';
import type { Schema, UserRow } from '../database/schema.ts';
import { containsWords } from '../database/search.ts';
import { toUser } from './to-user.ts';

const sortColumns = {
	name: 'sort_name',
	email: 'email',
	role: 'role',
	status: 'status',
	createdAt: 'created_at',
	lastSignInAt: 'last_sign_in_at',
} as const satisfies Record<UserSortField, keyof UserRow>;

export const listUsers = async (
	database: Kysely<Schema>,
	query: z.output<typeof usersListQuery>,
): Promise<UsersList> => {
	const { page, limit, search, role, status, sortBy, sortOrder } = query;
	let matching = database.selectFrom('users');
	if (role !== undefined) matching = matching.where('role', '=', role);
	if (status !== undefined) matching = matching.where('status', '=', status);
	for (const condition of containsWords(sql.ref('search_text'), search ?? '')) matching = matching.where(condition);

	const { total } = await matching
		.select((expression) => expression.fn.countAll<number>().as('total'))
		.executeTakeFirstOrThrow();
	const rows = await matching
		.selectAll()
		.orderBy(sortColumns[sortBy], (order) => (sortOrder === 'asc' ? order.asc() : order.desc()).nullsLast())
		.orderBy('id', sortOrder)
		.limit(limit)
		.offset((page - 1) * limit)
		.execute();
	return { users: rows.map(toUser), pagination: describePage(query, total) };
};
