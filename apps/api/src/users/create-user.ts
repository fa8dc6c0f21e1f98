import { createHttpError } from '@flotilla/server';
import type { Insertable, Transaction } from 'kysely';
import type { Schema, UserRow, UsersTable } from '../database/schema.ts';
import { isUniqueViolation } from '../database/unique-violation.ts';
import type { AppendEvent } from '../realtime/event-log.ts';
import { toUser } from './to-user.ts';

/** Throws `HttpError` EMAIL_TAKEN or USER_EXISTS. */
export const createUser = async (
	transaction: Transaction<Schema>,
	append: AppendEvent,
	values: Insertable<UsersTable>,
): Promise<UserRow> => {
	try {
		const user = await transaction.insertInto('users').values(values).returningAll().executeTakeFirstOrThrow();
		await append({ type: 'users:created', payload: { user: toUser(user) }, permission: 'users:read' });
		return user;
	} catch (error) {
		if (isUniqueViolation(error, 'users_email_key')) throw createHttpError('EMAIL_TAKEN', { cause: error });
		if (isUniqueViolation(error, 'users_pkey')) throw createHttpError('USER_EXISTS', { cause: error });
		throw error;
	}
};
