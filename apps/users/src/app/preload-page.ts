import { userKeys } from '@flotilla/data-cache';
import type { RunningRemote } from '@flotilla/federation';
import { readUsersView, toUsersQuery } from '../features/list-users/users-view.model.ts';
import { rowsPerPage } from '../features/list-users/visible-pages.model.ts';

/** Pages that are no person's. */
const forms: readonly string[] = ['new', 'import'];

/** What the pages of `UsersApp` ask for first: the top of the list, or a person. */
export const preloadPage: NonNullable<RunningRemote['preload']> = ({ pathname, search }) => {
	const [, , id, more] = pathname.split('/');
	if (id === undefined || id === '') {
		const query = toUsersQuery(readUsersView(new URLSearchParams(search)));
		return [userKeys.list({ ...query, page: 1, limit: rowsPerPage })];
	}
	return more === undefined && !forms.includes(id) ? [userKeys.detail(id)] : [];
};
