import type { User } from '@flotilla/contracts';
import { type Editor, mayEditField } from '../../person/editor.ts';
import { editedField, type UserColumn } from './user-columns.ts';

/** Whether a cell may be edited: its column can be, and the server would let this person. */
export const mayEdit = (editor: Editor, user: User, column: UserColumn): boolean => {
	const field = editedField[column];
	return field !== undefined && mayEditField(editor, user, field);
};
