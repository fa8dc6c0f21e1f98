import type { Role, UserStatus } from '@flotilla/contracts';

/** Who is in the list, whatever their order. */
export interface PeopleFilters {
	/** Empty: no search. */
	search: string;
	role: Role | null;
	status: UserStatus | null;
}

/** As the API takes them: without what was not chosen. */
export const toFiltersQuery = ({ search, role, status }: PeopleFilters) => ({
	...(search !== '' && { search }),
	...(role !== null && { role }),
	...(status !== null && { status }),
});
