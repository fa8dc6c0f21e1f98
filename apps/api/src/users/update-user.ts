import { createHttpError } from '@flotilla/server';
import type { Transaction } from 'kysely';
import type { AuditLog } from '../audit/audit-log.ts';
import type { RequestOrigin } from '../audit/request-origin.ts';
import type { Subject } from '../auth/subject.ts';
import type { Clock } from '../clock.ts';
import type { Schema, UserRow } from '../database/schema.ts';
import { isUniqueViolation } from '../database/unique-violation.ts';
import type { AppendEvent } from '../realtime/event-log.ts';
import { isActiveAdmin, lockAdministrators } from './administrators.ts';
import { findChanges, isEmpty, mayChange, userUpdated, type WantedUser } from './change-user.ts';
import { describeChange } from './describe-change.ts';
import { assertVersion } from './if-match.ts';

export interface UserUpdate {
	subject: Subject;
	id: string;
	wanted: WantedUser;
	/** The `If-Match` header. Absent: the last writer wins. */
	ifMatch: string | undefined;
	audit: AuditLog;
	origin: RequestOrigin;
	clock: Clock;
}

/** Throws `HttpError` USER_NOT_FOUND, FORBIDDEN, VERSION_CONFLICT, LAST_ADMIN or EMAIL_TAKEN. */
export const updateUser = async (
	transaction: Transaction<Schema>,
	append: AppendEvent,
	{ subject, id, wanted, ifMatch, audit, origin, clock }: UserUpdate,
): Promise<UserRow> => {
	const changesAdmins = wanted.role !== undefined || wanted.status !== undefined;
	const administrators = changesAdmins ? await lockAdministrators(transaction, 1) : undefined;
	const row = await transaction.selectFrom('users').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
	if (row === undefined) throw createHttpError('USER_NOT_FOUND');
	const changes = findChanges(row, wanted);
	if (!mayChange(subject, row, changes)) throw createHttpError('FORBIDDEN');
	assertVersion(row, ifMatch);
	if (isEmpty(changes)) return row;
	const leaves = isActiveAdmin(row) && !isActiveAdmin({ ...row, ...changes });
	if (leaves && administrators?.letGo() !== true) throw createHttpError('LAST_ADMIN');
	try {
		const updated = await transaction
			.updateTable('users')
			.set({ ...changes, version: row.version + 1, updated_at: new Date(clock.now()) })
			.where('id', '=', id)
			.returningAll()
			.executeTakeFirstOrThrow();
		await audit.record(transaction, ...describeChange(origin, { before: row, after: updated }));
		await append(userUpdated(updated));
		return updated;
	} catch (error) {
		if (isUniqueViolation(error, 'users_email_key')) throw createHttpError('EMAIL_TAKEN', { cause: error });
		throw error;
	}
};
