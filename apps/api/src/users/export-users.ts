import { exportColumns } from '@flotilla/contracts';
import type { Kysely } from 'kysely';
import { toCsvLine } from '../csv/write-csv.ts';
import type { Schema, UserRow } from '../database/schema.ts';
import { walkSorted } from '../database/walk-sorted.ts';
import { selectedUsers, type UsersSelection } from './selected-users.ts';
import { toUser } from './to-user.ts';

const toCells = (row: UserRow): string[] => {
	const user = toUser(row);
	return exportColumns.map((column) => String(user[column] ?? ''));
};

/** CSV in pieces of many lines, the header first. Whoever stops reading stops the work. */
export async function* exportUsers(database: Kysely<Schema>, selection: UsersSelection): AsyncGenerator<string> {
	yield toCsvLine(exportColumns);
	for await (const rows of walkSorted(database, selectedUsers(selection))) {
		yield rows.map((row) => toCsvLine(toCells(row))).join('');
	}
}
