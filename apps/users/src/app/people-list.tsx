import { BulkChangeUsers } from '../features/bulk-change-users/bulk-change-users.view.tsx';
import { EditCell } from '../features/edit-cell/edit-cell.view.tsx';
import { type EditedPerson, ListUsers, type ShownPeople } from '../features/list-users/list-users.view.tsx';
import type { SelectedPeople } from '../people-list/selected-people.ts';
import { ListActions } from './list-actions.tsx';

/** The list with what can be done in it. */
export const PeopleList = () => (
	<ListUsers renderActions={renderActions} renderSelection={renderSelection} renderEditor={renderEditor} />
);

// Not made anew with each rendering: the rows would be, too.
const renderActions = (shown: ShownPeople) => <ListActions {...shown} />;
const renderSelection = (people: SelectedPeople) => <BulkChangeUsers {...people} />;
const renderEditor = (edited: EditedPerson) => <EditCell key={edited.column} {...edited} />;
