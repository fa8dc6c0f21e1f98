import type { UpdateUserBody } from '@flotilla/contracts';
import { createHttpError } from '@flotilla/server';
import type { Transaction, Updateable } from 'kysely';
import type { Subject } from '../auth/subject.ts';
import type { Clock } from '../clock.ts';
import { lockUntilEnd } from '../database/lock-until-end.ts';
import type { Schema, UserRow, UsersTable } from '../database/schema.ts';
import { isUniqueViolation } from '../database/unique-violation.ts';
import type { AppendEvent } from '../realtime/event-log.ts';
import { toUser } from './to-user.ts';

export interface UserUpdate {
	subject: Subject;
	id: string;
	body: UpdateUserBody;
	/** The `If-Match` header. Absent: the last writer wins. */
	ifMatch: string | undefined;
	clock: Clock;
}

type Changes = Updateable<Pick<UsersTable, 'email' | 'first_name' | 'last_name' | 'role' | 'status'>>;

/** The fields of `body` that differ from `row`: a form that sends all of them changes what it changed. */
const findChanges = (row: UserRow, body: UpdateUserBody): Changes => {
	const wanted = {
		email: body.email,
		first_name: body.firstName,
		last_name: body.lastName,
		role: body.role,
		status: body.status,
	};
	return Object.fromEntries(
		Object.entries(wanted).filter(([key, value]) => value !== undefined && value !== row[key as keyof typeof wanted]),
	);
};

/**
 * Everybody may change their own name; anything else needs `users:update`; a role needs
 * `users:update-role`, and so does an administrator's address or status, which would
 * otherwise be a way to become one.
 */
const assertMayChange = (subject: Subject, row: UserRow, changes: Changes): void => {
	const changed = Object.keys(changes);
	const isName = changed.every((field) => field === 'first_name' || field === 'last_name');
	if (isName && (row.id === subject.userId || changed.length === 0)) return;
	const touchesRole = changes.role !== undefined || row.role === 'admin';
	if (!subject.can('users:update') || (touchesRole && !subject.can('users:update-role'))) {
		throw createHttpError('FORBIDDEN');
	}
};

const assertAdminRemains = async (transaction: Transaction<Schema>, row: UserRow, changes: Changes): Promise<void> => {
	const isAdmin = row.role === 'admin' && row.status === 'active';
	const staysAdmin = (changes.role ?? row.role) === 'admin' && (changes.status ?? row.status) === 'active';
	if (!isAdmin || staysAdmin) return;
	const admins = await transaction
		.selectFrom('users')
		.select('id')
		.where('role', '=', 'admin')
		.where('status', '=', 'active')
		.execute();
	if (admins.every(({ id }) => id === row.id)) throw createHttpError('LAST_ADMIN');
};

/** Throws `HttpError` USER_NOT_FOUND, FORBIDDEN, VERSION_CONFLICT, LAST_ADMIN or EMAIL_TAKEN. */
export const updateUser = async (
	transaction: Transaction<Schema>,
	append: AppendEvent,
	{ subject, id, body, ifMatch, clock }: UserUpdate,
): Promise<UserRow> => {
	// One change of roles or statuses at a time: two administrators must not demote each other at once.
	if (body.role !== undefined || body.status !== undefined) await lockUntilEnd(transaction, 'administrators');
	const row = await transaction.selectFrom('users').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
	if (row === undefined) throw createHttpError('USER_NOT_FOUND');
	const changes = findChanges(row, body);
	assertMayChange(subject, row, changes);
	if (ifMatch !== undefined && ifMatch !== '*' && ifMatch !== `"${row.version}"`) {
		throw createHttpError('VERSION_CONFLICT');
	}
	if (Object.keys(changes).length === 0) return row;
	await assertAdminRemains(transaction, row, changes);
	try {
		const updated = await transaction
			.updateTable('users')
			.set({ ...changes, version: row.version + 1, updated_at: new Date(clock.now()) })
			.where('id', '=', id)
			.returningAll()
			.executeTakeFirstOrThrow();
		await append({ type: 'users:updated', payload: { user: toUser(updated) }, permission: 'users:read' });
		return updated;
	} catch (error) {
		if (isUniqueViolation(error, 'users_email_key')) throw createHttpError('EMAIL_TAKEN', { cause: error });
		throw error;
	}
};
