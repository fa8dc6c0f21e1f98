import type { Api } from '@flotilla/api-client';
import type { User, UsersList } from '@flotilla/contracts';
import type { CachedResource, Outcome } from '../cache/cached-resource.ts';
import type { Change } from '../cache/change.ts';
import { changeTotal } from '../cache/change-total.ts';
import type { PendingWrites } from '../cache/pending-writes.ts';
import { replaceRow } from '../cache/replace-row.ts';
import type { UserKey, UsersListKey } from './user-keys.ts';

export const createUsersResource = (api: Api['users'], pending: PendingWrites<User>): CachedResource => ({
	name: 'users',
	fetch(key) {
		const [, kind, what] = key as unknown as UsersListKey | UserKey;
		// SWR knows which requests may be shared, and that one after a change must not be.
		return kind === 'list' ? api.list(what, { dedupe: false }) : api.read(what, { dedupe: false });
	},
	apply(key, data, change) {
		const [, kind, what] = key as unknown as UsersListKey | UserKey;
		return kind === 'list' ? applyToList(what, data as UsersList, change) : applyToDetail(data as User, change);
	},
	present(data) {
		return isList(data) ? presentList(data, pending) : pending.show(data as User);
	},
});

const isOlder = (next: User, current: User): boolean => next.version < current.version;

const applyToDetail = (user: User, change: Change): Outcome => {
	if (change.type === 'user-changed') return { data: replaceRow([user], change.user, isOlder)[0] };
	if (change.type === 'user-deleted' && change.id === user.id) return { data: undefined, stale: true };
	return { data: user };
};

const applyToList = (query: UsersListKey[2], list: UsersList, change: Change): Outcome => {
	switch (change.type) {
		case 'user-changed': {
			const { user } = change;
			const users = replaceRow(list.users, user, isOlder);
			if (users === list.users) return { data: list };
			// The row stays where it is, so that nothing jumps under the cursor; only a row that no longer
			// belongs to a filtered list means that its pages have to be cut anew.
			const left = differs(query.role, user.role) || differs(query.status, user.status);
			return { data: { ...list, users }, stale: left };
		}
		case 'user-created':
		case 'users-imported':
			// Where it goes depends on sort, search and filters, which the server decides.
			return { data: list, stale: true };
		case 'user-deleted': {
			const users = list.users.filter(({ id }) => id !== change.id);
			if (users.length === list.users.length) return { data: list, stale: true };
			// The row that moves up from the next page is not known here.
			const stale = list.pagination.page < list.pagination.totalPages;
			return { data: { ...list, users, pagination: changeTotal(list.pagination, -1) }, stale };
		}
		default:
			return { data: list };
	}
};

const differs = (wanted: unknown, actual: unknown): boolean => wanted !== undefined && wanted !== actual;

const isList = (data: unknown): data is UsersList => typeof data === 'object' && data !== null && 'users' in data;

const presentList = (list: UsersList, pending: PendingWrites<User>): UsersList => {
	const users = list.users.map(pending.show);
	return users.every((user, index) => user === list.users[index]) ? list : { ...list, users };
};
