import type { Role, User, UserSortField, UserStatus } from '@flotilla/contracts';
import { matchesSearch } from './query-rows.ts';

const sortKeys: Readonly<Record<UserSortField, (user: User) => string | null>> = {
	name: ({ lastName, firstName }) => `${lastName} ${firstName}`,
	email: ({ email }) => email,
	role: ({ role }) => role,
	status: ({ status }) => status,
	createdAt: ({ createdAt }) => createdAt,
	lastSignInAt: ({ lastSignInAt }) => lastSignInAt,
};

const collator = new Intl.Collator('en');

/** Nobody knows goes last, either way; ties are broken by id. */
export const compareUsers = (field: UserSortField, order: 'asc' | 'desc') => {
	const key = sortKeys[field];
	const sign = order === 'asc' ? 1 : -1;
	return (a: User, b: User): number => {
		const [left, right] = [key(a), key(b)];
		if (left === null || right === null) {
			if (left !== right) return left === null ? 1 : -1;
		} else {
			const compared = collator.compare(left, right);
			if (compared !== 0) return sign * compared;
		}
		return a.id === b.id ? 0 : sign * (a.id < b.id ? -1 : 1);
	};
};

interface UsersSelection {
	search?: string | undefined;
	role?: Role | undefined;
	status?: UserStatus | undefined;
	sortBy: UserSortField;
	sortOrder: 'asc' | 'desc';
}

/** Who matches, in order. */
export const selectUsers = (
	users: readonly User[],
	{ search, role, status, sortBy, sortOrder }: UsersSelection,
): User[] =>
	users
		.filter((user) => role === undefined || user.role === role)
		.filter((user) => status === undefined || user.status === status)
		.filter(({ firstName, lastName, email }) => matchesSearch(search, firstName, lastName, email))
		.sort(compareUsers(sortBy, sortOrder));
