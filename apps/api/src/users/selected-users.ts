import type { Role, UserSortField, UserStatus } from '@flotilla/contracts';
import { sql } from 'kysely';
import type { SortedList } from '../database/fetch-sorted.ts';
import { containsWords } from '../database/search.ts';
import type { SortDirection, SortTerm } from '../database/sort-order.ts';

/** What people are narrowed and ordered by, in a list and in an export. */
export interface UsersSelection {
	search?: string | undefined;
	role?: Role | undefined;
	status?: UserStatus | undefined;
	sortBy: UserSortField;
	sortOrder: SortDirection;
}

const id: SortTerm = { expression: sql.ref('id'), type: 'uuid' };

/** Each has its index, see the migrations. */
const sortTerms: Record<UserSortField, (direction: SortDirection) => SortTerm[]> = {
	name: () => [{ expression: sql.ref('sort_name'), type: 'text' }, id],
	// No two people have the same one.
	email: () => [{ expression: sql.ref('email'), type: 'text' }],
	role: () => [{ expression: sql.ref('role'), type: 'text' }, id],
	status: () => [{ expression: sql.ref('status'), type: 'text' }, id],
	createdAt: () => [{ expression: sql.ref('created_at'), type: 'timestamptz' }, id],
	// Who never signed in comes last, either way.
	lastSignInAt: (direction) => [
		{
			expression:
				direction === 'asc'
					? sql`coalesce(last_sign_in_at, 'infinity'::timestamptz)`
					: sql`coalesce(last_sign_in_at, '-infinity'::timestamptz)`,
			type: 'timestamptz',
		},
		id,
	],
};

export const selectedUsers = ({
	search = '',
	role,
	status,
	sortBy,
	sortOrder,
}: UsersSelection): SortedList<'users'> => ({
	table: 'users',
	conditions: [
		...(role === undefined ? [] : [sql<boolean>`role = ${role}`]),
		...(status === undefined ? [] : [sql<boolean>`status = ${status}`]),
		...containsWords(sql.ref('search_text'), search),
	],
	order: {
		name: `users:${sortBy}`,
		terms: sortTerms[sortBy](sortOrder),
		direction: sortOrder,
	},
});
