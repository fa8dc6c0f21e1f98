import type { UsersList, UsersSlice, usersListQuery } from '@flotilla/contracts';
import type { Kysely } from 'kysely';
import type * as z from 'zod/mini';
import type { Cursors } from '../database/cursor.ts';
import { fetchKeysetPage } from '../database/keyset-page.ts';
import { fetchCountedPage } from '../database/paging.ts';
import type { Schema } from '../database/schema.ts';
import { selectedUsers } from './selected-users.ts';
import { toUser } from './to-user.ts';

export interface ListUsersOptions {
	database: Kysely<Schema>;
	cursors: Cursors;
	/** See `Settings`. */
	maximumCounted: number;
}

/** A page that is numbered and counted, or with a cursor a slice. Throws `HttpError` CURSOR_INVALID. */
export const listUsers = async (
	{ database, cursors, maximumCounted }: ListUsersOptions,
	{ page, limit, cursor, ...selection }: z.output<typeof usersListQuery>,
): Promise<UsersList | UsersSlice> => {
	const list = selectedUsers(selection);
	if (cursor !== undefined) {
		const slice = await fetchKeysetPage(database, list, { cursors, cursor, limit });
		return { users: slice.rows.map(toUser), cursors: slice.cursors };
	}
	const { rows, pagination } = await fetchCountedPage(database, list, { page, limit, maximumCounted });
	return { users: rows.map(toUser), pagination };
};
