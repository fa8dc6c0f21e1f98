import { roleCan, type User, type UserSortField, usersEndpoints } from '@flotilla/contracts';
import type { RequestHandler } from 'msw';
import type { BackendInternals } from './backend-state.ts';
import { FakeFailure } from './failure.ts';
import { cutPage, matchesSearch } from './query-rows.ts';
import { toHandler } from './to-handler.ts';

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
const compareBy = (field: UserSortField, order: 'asc' | 'desc') => {
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
		return sign * (a.id < b.id ? -1 : 1);
	};
};

export const fakeUsersEndpoints = (state: BackendInternals): RequestHandler[] => {
	const find = (id: string): User => {
		const user = state.users.find((candidate) => candidate.id === id);
		if (user === undefined) throw new FakeFailure('USER_NOT_FOUND');
		return user;
	};

	return [
		toHandler(state, usersEndpoints.list, ({ query }) => {
			const { search, role, status, sortBy, sortOrder } = query;
			const matching = state.users
				.filter((user) => role === undefined || user.role === role)
				.filter((user) => status === undefined || user.status === status)
				.filter(({ firstName, lastName, email }) => matchesSearch(search, firstName, lastName, email))
				.sort(compareBy(sortBy, sortOrder));
			const { rows: users, pagination } = cutPage(matching, query);
			return { users, pagination };
		}),
		toHandler(state, usersEndpoints.read, ({ params }) => find(params.id)),
		toHandler(state, usersEndpoints.update, ({ params, body, caller, request }) => {
			const user = find(params.id);
			const changed = Object.entries(body).filter(
				([name, value]) => value !== undefined && value !== user[name as keyof User],
			);
			const onlyName = changed.every(([name]) => name === 'firstName' || name === 'lastName');
			const mayUpdate =
				roleCan(caller.role, 'users:update') && (body.role === undefined || roleCan(caller.role, 'users:update-role'));
			if (!mayUpdate && !(caller.id === user.id && onlyName)) throw new FakeFailure('FORBIDDEN');
			const ifMatch = request.headers.get('if-match');
			if (ifMatch !== null && ifMatch !== `"${user.version}"`) throw new FakeFailure('VERSION_CONFLICT');
			if (body.email !== undefined && state.users.some(({ id, email }) => id !== user.id && email === body.email)) {
				throw new FakeFailure('EMAIL_TAKEN', { errors: { email: ['This address is taken.'] } });
			}
			const isLastAdmin = user.role === 'admin' && state.users.filter(isActiveAdmin).length === 1;
			const staysAdmin = (body.role ?? 'admin') === 'admin' && (body.status ?? 'active') === 'active';
			if (isLastAdmin && !staysAdmin) throw new FakeFailure('LAST_ADMIN');
			return changed.length === 0 ? user : state.changeUser(user.id, Object.fromEntries(changed));
		}),
	];
};

const isActiveAdmin = ({ role, status }: User): boolean => role === 'admin' && status === 'active';
