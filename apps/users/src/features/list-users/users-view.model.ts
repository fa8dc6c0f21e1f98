import { roles, type UserSortField, type UsersListQuery, userSortFields, userStatuses } from '@flotilla/contracts';
import { type PeopleFilters, toFiltersQuery } from '../../people-list/people-filters.ts';
import { readColumns, type UserColumn } from './user-columns.ts';

/** What the list shows. The address bar is its only store. */
export interface UsersView extends PeopleFilters {
	sortBy: UserSortField;
	sortOrder: 'asc' | 'desc';
	/** Null where the address says nothing of them: those that were last chosen on this device. */
	columns: readonly UserColumn[] | null;
}

export const defaultUsersView: UsersView = {
	search: '',
	role: null,
	status: null,
	sortBy: 'name',
	sortOrder: 'asc',
	columns: null,
};

/** Characters of a search that the server takes. */
export const maximumSearch = 200;

/** Anything may stand in an address: what is not understood counts as not said. */
export const readUsersView = (params: URLSearchParams): UsersView => ({
	search: (params.get('search') ?? '').trim().slice(0, maximumSearch),
	role: oneOf(roles, params.get('role')),
	status: oneOf(userStatuses, params.get('status')),
	sortBy: oneOf(userSortFields, params.get('sortBy')) ?? defaultUsersView.sortBy,
	sortOrder: oneOf(['asc', 'desc'], params.get('sortOrder')) ?? defaultUsersView.sortOrder,
	columns: readColumns(params.get('columns')),
});

/** Says only what differs from the default, so that the plain list has the plain address. */
export const writeUsersView = (view: UsersView): URLSearchParams => {
	const params = new URLSearchParams();
	for (const [name, value] of Object.entries(view)) {
		if (value !== defaultUsersView[name as keyof UsersView]) params.set(name, String(value));
	}
	return params;
};

/** The same column again turns round; dates start with the newest, the rest from A. */
export const sortUsersView = (view: UsersView, sortBy: UserSortField): UsersView => {
	const turned = view.sortOrder === 'asc' ? 'desc' : 'asc';
	return { ...view, sortBy, sortOrder: view.sortBy === sortBy ? turned : firstOrderOf(sortBy) };
};

export const firstOrderOf = (field: UserSortField): 'asc' | 'desc' =>
	field === 'createdAt' || field === 'lastSignInAt' ? 'desc' : 'asc';

export const isFiltered = ({ search, role, status }: PeopleFilters): boolean =>
	search !== '' || role !== null || status !== null;

/** Without a page: which of them are wanted is a matter of what is in view. */
export const toUsersQuery = (view: UsersView): Omit<UsersListQuery, 'page' | 'limit'> => ({
	sortBy: view.sortBy,
	sortOrder: view.sortOrder,
	...toFiltersQuery(view),
});

const oneOf = <const T extends string>(values: readonly T[], value: string | null): T | null =>
	values.find((candidate) => candidate === value) ?? null;
