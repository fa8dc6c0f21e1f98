import { createHttpError } from '@flotilla/server';
import { sql, type Transaction } from 'kysely';
import type { AuditLog } from '../audit/audit-log.ts';
import type { RequestOrigin } from '../audit/request-origin.ts';
import type { Subject } from '../auth/subject.ts';
import type { Clock } from '../clock.ts';
import type { Schema, UserRow } from '../database/schema.ts';
import type { AppendEvent } from '../realtime/event-log.ts';
import { isActiveAdmin, lockAdministrators } from './administrators.ts';
import { createBulkRefusal } from './bulk-refusal.ts';
import { findChanges, isEmpty, mayChange, userUpdated, type WantedUser } from './change-user.ts';
import { describeChange } from './describe-change.ts';
import { lockUsers } from './lock-users.ts';

export interface BulkUserUpdate {
	subject: Subject;
	ids: readonly string[];
	/** For each of them; no address. */
	wanted: Omit<WantedUser, 'email'>;
	audit: AuditLog;
	origin: RequestOrigin;
	clock: Clock;
}

/** Everybody named, in the order named, as they are now. Throws `HttpError` FORBIDDEN or BULK_REFUSED. */
export const bulkUpdateUsers = async (
	transaction: Transaction<Schema>,
	append: AppendEvent,
	{ subject, ids, wanted, audit, origin, clock }: BulkUserUpdate,
): Promise<UserRow[]> => {
	if (wanted.role !== undefined && !subject.can('users:update-role')) throw createHttpError('FORBIDDEN');
	const administrators = await lockAdministrators(transaction, ids.length);
	const found = await lockUsers(transaction, ids);
	const refusal = createBulkRefusal();
	const changing: UserRow[] = [];
	for (const id of new Set(ids)) {
		const row = found.get(id);
		const changes = row === undefined ? {} : findChanges(row, wanted);
		if (row === undefined) refusal.add(id, 'USER_NOT_FOUND');
		else if (!mayChange(subject, row, changes)) refusal.add(id, 'FORBIDDEN');
		else if (isActiveAdmin(row) && !isActiveAdmin({ ...row, ...changes }) && !administrators.letGo()) {
			refusal.add(id, 'LAST_ADMIN');
		} else if (!isEmpty(changes)) changing.push(row);
	}
	refusal.assertNone();
	if (changing.length > 0) {
		const updated = await transaction
			.updateTable('users')
			.set({
				...(wanted.firstName === undefined ? {} : { first_name: wanted.firstName }),
				...(wanted.lastName === undefined ? {} : { last_name: wanted.lastName }),
				...(wanted.role === undefined ? {} : { role: wanted.role }),
				...(wanted.status === undefined ? {} : { status: wanted.status }),
				version: sql`version + 1`,
				updated_at: new Date(clock.now()),
			})
			.where(
				'id',
				'in',
				changing.map(({ id }) => id),
			)
			.returningAll()
			.execute();
		for (const row of updated) found.set(row.id, row);
		const rows = changing.map((before) => ({ before, after: found.get(before.id) ?? before }));
		await audit.record(transaction, ...rows.flatMap((row) => describeChange(origin, row)));
		await append(rows.map(({ after }) => userUpdated(after)));
	}
	return [...new Set(ids)].flatMap((id) => found.get(id) ?? []);
};
