import { createHttpError } from '@flotilla/server';
import type { Insertable, Transaction } from 'kysely';
import type { Schema, UserRow, UsersTable } from '../database/schema.ts';
import { isUniqueViolation } from '../database/unique-violation.ts';
import type { AppendEvent } from '../realtime/event-log.ts';
import { toUser } from './to-user.ts';

/** Throws `HttpError` EMAIL_TAKEN, or USER_EXISTS: whose id a person of the trash has could be given their files. */
export const createUser = async (
	transaction: Transaction<Schema>,
	append: AppendEvent,
	values: Insertable<UsersTable>,
): Promise<UserRow> => {
	try {
		const user = await transaction.insertInto('users').values(values).returningAll().executeTakeFirstOrThrow();
		// Looked at after the id is taken: whoever deletes or restores its person right now has finished by then.
		const trash = transaction.selectFrom('deleted_users').select('id').where('id', '=', user.id);
		if ((await trash.executeTakeFirst()) !== undefined) throw createHttpError('USER_EXISTS');
		await append({ type: 'users:created', payload: { user: toUser(user) }, permission: 'users:read' });
		return user;
	} catch (error) {
		if (isUniqueViolation(error, 'users_email_key')) throw createHttpError('EMAIL_TAKEN', { cause: error });
		if (isUniqueViolation(error, 'users_pkey')) throw createHttpError('USER_EXISTS', { cause: error });
		throw error;
	}
};
