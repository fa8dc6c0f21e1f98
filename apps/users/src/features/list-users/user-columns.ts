import type { UserSortField } from '@flotilla/contracts';

/** The table's columns are what people can be sorted by. */
export type UserColumn = UserSortField;

/** In the order of the table. */
export const userColumns: readonly UserColumn[] = ['name', 'email', 'role', 'status', 'lastSignInAt', 'createdAt'];

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
