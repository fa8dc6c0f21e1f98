import { type User, type UsersListQuery, usersEndpoints } from '@flotilla/contracts';
import { compareIds, compareTexts, compareValues } from '../resource/compare-values.ts';
import { defineRows } from '../resource/define-rows.ts';
import type { ListRules } from '../resource/list-rules.ts';
import type { RowDefinition } from '../resource/row-definition.ts';

const isWanted = (wanted: unknown, actual: unknown): boolean | undefined =>
	wanted === undefined || (actual === undefined ? undefined : wanted === actual);

const sortName = ({ lastName, firstName }: User): string => `${lastName} ${firstName}`;

const usersRules: ListRules<User, UsersListQuery> = {
	matches(user, { search, role, status }) {
		const answers = [isWanted(role, user.role), isWanted(status, user.status)];
		if (answers.includes(false)) return false;
		// How words are found in names, the server knows.
		return answers.includes(undefined) || search !== undefined ? undefined : true;
	},
	compare(a, b, { sortBy = 'name', sortOrder = 'asc' }) {
		const [left, right] = sortBy === 'name' ? [sortName(a), sortName(b)] : [a[sortBy], b[sortBy]];
		// Who never signed in comes last, either way.
		if (sortBy === 'lastSignInAt' && (left === null) !== (right === null)) return left === null ? 1 : -1;
		const order =
			typeof left === 'string' && typeof right === 'string' && sortBy === 'name'
				? compareTexts(left, right)
				: compareValues(left, right);
		if (order === undefined) return undefined;
		const sign = sortOrder === 'asc' ? 1 : -1;
		return sign * (order === 0 ? compareIds(a, b) : order);
	},
};

/** People; shown to whoever may see them. */
export const usersDefinition: RowDefinition = defineRows<User, UsersListQuery>({
	name: 'users',
	owner: 'platform',
	endpoints: usersEndpoints,
	answerField: 'users',
	rowsField: 'users',
	isLive: true,
	rules: usersRules,
	// No two people have one address.
	identify: ({ email }) => email,
	draft: (body, { id, now }) => ({
		...(body as Pick<User, 'email' | 'firstName' | 'lastName' | 'role' | 'status'>),
		...{ id, version: 0, emailVerified: false, createdAt: now, updatedAt: now, lastSignInAt: null, avatarUrl: null },
	}),
	toBulkUpdateBody: (userIds, updates) => ({ userIds, updates }),
	toBulkRemoveBody: (userIds) => ({ userIds }),
	listen(bus, report, signal) {
		const resource = 'users';
		bus.on('users:created', ({ user: row }) => report({ type: 'created', resource, row }), { signal });
		bus.on('users:updated', ({ user: row }) => report({ type: 'changed', resource, row }), { signal });
		bus.on('users:deleted', ({ id }) => report({ type: 'removed', resource, id }), { signal });
		// Who is back was gone: the cache asks for them anew where it has seen them go.
		bus.on('users:restored', ({ user: row }) => report({ type: 'created', resource, row, again: true }), {
			signal,
		});
		bus.on('users:imported', () => report({ type: 'unclear', resource }), { signal });
		bus.on('users:bulk-changed', () => report({ type: 'unclear', resource }), { signal });
	},
});
