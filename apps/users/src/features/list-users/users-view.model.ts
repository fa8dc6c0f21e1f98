import {
	type Role,
	roles,
	type UserSortField,
	type UserStatus,
	type UsersListQuery,
	userSortFields,
	userStatuses,
} from '@flotilla/contracts';

/** What the list shows. The address bar is its only store. */
export interface UsersView {
	search: string;
	role: Role | null;
	status: UserStatus | null;
	sortBy: UserSortField;
	sortOrder: 'asc' | 'desc';
	/** 1-based. */
	page: number;
}

export const rowsPerPage = 20;

export const defaultUsersView: UsersView = {
	search: '',
	role: null,
	status: null,
	sortBy: 'name',
	sortOrder: 'asc',
	page: 1,
};

/** Anything may stand in an address: what is not understood counts as not said. */
export const readUsersView = (params: URLSearchParams): UsersView => ({
	search: (params.get('search') ?? '').trim().slice(0, 200),
	role: oneOf(roles, params.get('role')),
	status: oneOf(userStatuses, params.get('status')),
	sortBy: oneOf(userSortFields, params.get('sortBy')) ?? defaultUsersView.sortBy,
	sortOrder: oneOf(['asc', 'desc'], params.get('sortOrder')) ?? defaultUsersView.sortOrder,
	page: readPage(params.get('page')),
});

/** Says only what differs from the default, so that the plain list has the plain address. */
export const writeUsersView = (view: UsersView): URLSearchParams => {
	const params = new URLSearchParams();
	for (const [name, value] of Object.entries(view)) {
		if (value !== defaultUsersView[name as keyof UsersView]) params.set(name, String(value));
	}
	return params;
};

/** Another question starts on its first page. */
export const changeUsersView = (view: UsersView, change: Partial<UsersView>): UsersView => ({
	...view,
	page: 1,
	...change,
});

/** The same column again turns round; dates start with the newest, the rest from A. */
export const sortUsersView = (view: UsersView, sortBy: UserSortField): UsersView => {
	const first = sortBy === 'createdAt' || sortBy === 'lastSignInAt' ? 'desc' : 'asc';
	const turned = view.sortOrder === 'asc' ? 'desc' : 'asc';
	return changeUsersView(view, { sortBy, sortOrder: view.sortBy === sortBy ? turned : first });
};

export const isFiltered = ({ search, role, status }: UsersView): boolean =>
	search !== '' || role !== null || status !== null;

export const toUsersListQuery = ({ search, role, status, ...rest }: UsersView): UsersListQuery => ({
	...rest,
	limit: rowsPerPage,
	...(search !== '' && { search }),
	...(role !== null && { role }),
	...(status !== null && { status }),
});

const oneOf = <const T extends string>(values: readonly T[], value: string | null): T | null =>
	values.find((candidate) => candidate === value) ?? null;

const readPage = (text: string | null): number => {
	const page = text !== null && /^\d{1,7}$/.test(text) ? Number(text) : 1;
	return page >= 1 && page <= 1_000_000 ? page : 1;
};
