import type { User } from '@flotilla/contracts';
import { type Editor, mayEditField } from '../../person/editor.ts';
import { type EditableColumn, editableColumns, type UserColumn } from './user-columns.ts';

const fieldOf = { name: 'firstName', role: 'role', status: 'status' } as const satisfies Record<EditableColumn, string>;

/** Whether a cell may be edited: its column can be, and the server would let this person. */
export const mayEdit = (editor: Editor, user: User, column: UserColumn): boolean => {
	const editable = editableColumns.find((key) => key === column);
	return editable !== undefined && mayEditField(editor, user, fieldOf[editable]);
};
