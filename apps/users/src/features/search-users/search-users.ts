import type { Api } from '@flotilla/api-client';
import type { SearchRemote } from '@flotilla/federation';
import type { Session } from '@flotilla/session';
import { fullName } from '../../person/person-names.ts';

interface Options {
	api: Pick<Api, 'users'>;
	session: Pick<Session, 'can'>;
	/** People that are found at most. Default 6. */
	limit?: number;
}

/** Finds people by name and address for the shell's palette; nobody for those who may not see them. */
export const createSearchUsers =
	({ api, session, limit = 6 }: Options): SearchRemote =>
	async (text, signal) => {
		if (!session.can('users:read')) return [];
		const { users } = await api.users.list({ search: text, limit }, { signal });
		return users.map((user) => ({
			label: fullName(user),
			description: user.email,
			path: `/users/${user.id}`,
			icon: 'user',
		}));
	};
