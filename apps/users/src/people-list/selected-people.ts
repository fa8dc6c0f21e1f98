import type { Role, UserStatus } from '@flotilla/contracts';
import type { RowSelection } from '@flotilla/ui/table';
import type { PeopleFilters } from './people-filters.ts';

/** What is done to all who are ticked. */
export type BulkChange = { kind: 'update'; updates: { role: Role } | { status: UserStatus } } | { kind: 'remove' };

/** Shows a change until `end`, which tells how it went: what was refused is taken back where it can be seen. */
export type ShowChange = (change: BulkChange) => { end(outcome: 'done' | 'refused'): Promise<void> };

/** Who is ticked in the list, for whoever does something to them. */
export interface SelectedPeople {
	selection: RowSelection;
	/** How many that are. */
	count: number;
	/** Of the whole list. */
	total: number;
	filters: PeopleFilters;
	/** Those that were ticked one by one, in that order; none where all are. */
	names: readonly string[];
	selectAll: () => void;
	clear: () => void;
	show: ShowChange;
}
