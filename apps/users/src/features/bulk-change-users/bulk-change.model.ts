import type { BulkSelection } from '@flotilla/contracts';
import type { RowSelection } from '@flotilla/ui/table';
import { type PeopleFilters, toFiltersQuery } from '../../people-list/people-filters.ts';

/** Who is ticked, as the API takes it: by name whatever the list shows now, or all who fit it. */
export const toBulkSelection = (selection: RowSelection, filters: PeopleFilters): BulkSelection => {
	if (selection.kind === 'some') return { ids: [...selection.keys] };
	const { except } = selection;
	return { ...toFiltersQuery(filters), ...(except.size > 0 && { except: [...except] }) };
};

/** Names that are told before the rest is counted. */
const toldNames = 3;

/** Some of many: the first names, and how many there are beside. */
export const tellNames = (names: readonly string[]): { names: readonly string[]; others: number } =>
	// "And one other" is no shorter than their name.
	names.length <= toldNames + 1
		? { names, others: 0 }
		: { names: names.slice(0, toldNames), others: names.length - toldNames };
