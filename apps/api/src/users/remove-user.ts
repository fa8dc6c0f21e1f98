import { createHttpError } from '@flotilla/server';
import type { Transaction } from 'kysely';
import type { Subject } from '../auth/subject.ts';
import type { Schema } from '../database/schema.ts';
import type { AppendEvent } from '../realtime/event-log.ts';
import { isActiveAdmin, lockAdministrators } from './administrators.ts';
import { createBulkRefusal } from './bulk-refusal.ts';
import { deleteUsers, type UserDeletion } from './delete-users.ts';
import { assertVersion } from './if-match.ts';
import { lockUsers } from './lock-users.ts';

interface RemovalOptions extends Omit<UserDeletion, 'rows'> {
	subject: Subject;
}

/**
 * Gives back the sessions that ended, see `deleteUsers`. Throws `HttpError` CANNOT_DELETE_SELF,
 * USER_NOT_FOUND, VERSION_CONFLICT or LAST_ADMIN.
 */
export const removeUser = async (
	transaction: Transaction<Schema>,
	append: AppendEvent,
	{ id, ifMatch, subject, ...rest }: RemovalOptions & { id: string; ifMatch: string | undefined },
): Promise<string[]> => {
	if (id === subject.userId) throw createHttpError('CANNOT_DELETE_SELF');
	const administrators = await lockAdministrators(transaction, 1);
	const row = (await lockUsers(transaction, [id])).get(id);
	if (row === undefined) throw createHttpError('USER_NOT_FOUND');
	assertVersion(row, ifMatch);
	if (isActiveAdmin(row) && !administrators.letGo()) throw createHttpError('LAST_ADMIN');
	return deleteUsers(transaction, append, { rows: [row], ...rest });
};

/** The same for many, all of them or none. Throws `HttpError` BULK_REFUSED. */
export const bulkRemoveUsers = async (
	transaction: Transaction<Schema>,
	append: AppendEvent,
	{ ids, subject, ...rest }: RemovalOptions & { ids: readonly string[] },
): Promise<string[]> => {
	const administrators = await lockAdministrators(transaction, ids.length);
	const found = await lockUsers(transaction, ids);
	const refusal = createBulkRefusal();
	for (const id of new Set(ids)) {
		const row = found.get(id);
		if (id === subject.userId) refusal.add(id, 'CANNOT_DELETE_SELF');
		else if (row === undefined) refusal.add(id, 'USER_NOT_FOUND');
		else if (isActiveAdmin(row) && !administrators.letGo()) refusal.add(id, 'LAST_ADMIN');
	}
	refusal.assertNone();
	return deleteUsers(transaction, append, { rows: [...found.values()], ...rest });
};
