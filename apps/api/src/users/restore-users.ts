import { type ErrorCode, errorCatalogue, type FieldErrors } from '@flotilla/contracts';
import { createHttpError } from '@flotilla/server';
import { type SqlBool, sql, type Transaction } from 'kysely';
import type { AuditLog } from '../audit/audit-log.ts';
import type { RequestOrigin } from '../audit/request-origin.ts';
import type { Schema, UserRow } from '../database/schema.ts';
import type { UrlSigner } from '../files/signed-url.ts';
import type { AppendEvent } from '../realtime/event-log.ts';
import { bringBackUsers } from '../trash/bring-back-users.ts';
import { announceRestored } from './announce-restored.ts';

export interface UsersRestoring {
	ids: readonly string[];
	/** What was deleted before it is gone. */
	since: Date;
	audit: AuditLog;
	origin: RequestOrigin;
	signer: UrlSigner;
}

const refuse = (refusals: ReadonlyMap<string, ErrorCode>, count: number): void => {
	const [first] = refusals.values();
	if (first === undefined) return;
	if (count === 1) throw createHttpError(first);
	const errors: FieldErrors = {};
	for (const [id, code] of refusals) errors[id] = [errorCatalogue[code].message];
	throw createHttpError('BULK_REFUSED', { errors });
};

/**
 * Brings people back: all of them or none, in the order named. Throws `HttpError` BULK_REFUSED, or for one id
 * USER_NOT_FOUND or EMAIL_TAKEN.
 */
export const restoreUsers = async (
	transaction: Transaction<Schema>,
	append: AppendEvent,
	{ ids: named, since, audit, origin, signer }: UsersRestoring,
): Promise<UserRow[]> => {
	const ids = [...new Set(named)];
	const deleted = await transaction
		.selectFrom('deleted_users')
		.select(['id', 'email'])
		.where('id', 'in', ids)
		.where('deleted_at', '>', since)
		.orderBy('id')
		.forUpdate()
		.execute();
	const emails = new Map(deleted.map(({ id, email }) => [id, email]));
	const taken = await transaction
		.selectFrom('users')
		.select('email')
		.where('email', 'in', ['', ...emails.values()])
		.execute();
	const seen = new Set(taken.map(({ email }) => email));
	const refusals = new Map<string, ErrorCode>();
	for (const id of ids) {
		const email = emails.get(id);
		if (email === undefined) refusals.set(id, 'USER_NOT_FOUND');
		// Of two who had the same address one after the other, one comes back.
		else if (seen.has(email)) refusals.set(id, 'EMAIL_TAKEN');
		else seen.add(email);
	}
	refuse(refusals, ids.length);
	const which = sql<SqlBool>`deleted_users.id = any(${sql.val(ids)}::uuid[])`;
	const count = await bringBackUsers(transaction, which);
	// Taken since it was looked.
	if (count < ids.length) throw createHttpError('EMAIL_TAKEN');
	const subjects = ids.map((id) => ({ type: 'user', id }) as const);
	await audit.record(
		transaction,
		...subjects.map((subject) => ({ action: 'users:restored', origin, subject }) as const),
	);
	const rows = await transaction.selectFrom('users').selectAll().where('id', 'in', ids).execute();
	await announceRestored(transaction, append, { rows, signer });
	const byId = new Map(rows.map((row) => [row.id, row]));
	return ids.flatMap((id) => byId.get(id) ?? []);
};
