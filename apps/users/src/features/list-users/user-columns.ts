import type { UserSortField } from '@flotilla/contracts';

/** The table's columns are what people can be sorted by. */
export type UserColumn = UserSortField;

/** In the order of the table. */
export const userColumns: readonly UserColumn[] = ['name', 'email', 'role', 'status', 'lastSignInAt', 'createdAt'];

/** Those whose cells can be edited in their place, in the order of the table. */
export const editableColumns = ['name', 'role', 'status'] as const satisfies readonly UserColumn[];
export type EditableColumn = (typeof editableColumns)[number];

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
