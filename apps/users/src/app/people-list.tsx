import type { ReactNode } from 'react';
import { BulkChangeUsers } from '../features/bulk-change-users/bulk-change-users.view.tsx';
import { EditCell } from '../features/edit-cell/edit-cell.view.tsx';
import { type EditedPerson, ListUsers } from '../features/list-users/list-users.view.tsx';
import type { SelectedPeople } from '../people-list/selected-people.ts';

interface Props {
	/** Buttons of the page's head. */
	actions?: ReactNode;
}

/** The list with what can be done in it. */
export const PeopleList = ({ actions }: Props) => (
	<ListUsers
		{...(actions !== undefined && { actions })}
		renderSelection={renderSelection}
		renderEditor={renderEditor}
	/>
);

// Not made anew with each rendering: the rows would be, too.
const renderSelection = (people: SelectedPeople) => <BulkChangeUsers {...people} />;
const renderEditor = (edited: EditedPerson) => <EditCell key={edited.column} {...edited} />;
