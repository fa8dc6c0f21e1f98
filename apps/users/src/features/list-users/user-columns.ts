import type { UserSortField } from '@flotilla/contracts';
import type { ProfileField } from '../../profile-form/profile-fields.ts';

/** The table's columns are what people can be sorted by. */
export type UserColumn = UserSortField;

/** In the order of the table. */
export const userColumns: readonly UserColumn[] = ['name', 'email', 'role', 'status', 'lastSignInAt', 'createdAt'];

/** What is edited in the place of a cell. Of a name it is both parts, and who may change one may change the other. */
export const editedField: Readonly<Partial<Record<UserColumn, ProfileField>>> = {
	name: 'firstName',
	role: 'role',
	status: 'status',
};

/** Those whose cells can be edited in their place, in the order of the table. */
export const editableColumns: readonly UserColumn[] = userColumns.filter((column) => editedField[column] !== undefined);

/** Who it is has to be told. */
export const fixedColumn: UserColumn = 'name';

/** In the table's order, each once, and with the one that is always there. */
export const orderColumns = (chosen: Iterable<string>): readonly UserColumn[] => {
	const wanted = new Set(chosen);
	return userColumns.filter((column) => column === fixedColumn || wanted.has(column));
};

/** Null where nothing was chosen. */
export const readColumns = (text: string | null): readonly UserColumn[] | null =>
	text === null ? null : orderColumns(text.split(','));
