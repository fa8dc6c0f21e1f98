import type { Transaction } from 'kysely';
import type { AuditLog, NewAuditEntry } from '../audit/audit-log.ts';
import type { RequestOrigin } from '../audit/request-origin.ts';
import type { Sessions } from '../auth/sessions.ts';
import type { Schema, UserRow } from '../database/schema.ts';
import type { AppendEvent, NewEvent } from '../realtime/event-log.ts';

export interface UserDeletion {
	/** Locked, and free to go. */
	rows: readonly UserRow[];
	sessions: Sessions;
	audit: AuditLog;
	origin: RequestOrigin;
}

/**
 * Removes people with their sessions and the rows of their files; bytes that nobody names any more
 * are left to the sweep of the blob store. Gives back the sessions, whose ends are to be announced
 * once this is stored.
 */
export const deleteUsers = async (
	transaction: Transaction<Schema>,
	append: AppendEvent,
	{ rows, sessions, audit, origin }: UserDeletion,
): Promise<string[]> => {
	const ids = rows.map(({ id }) => id);
	const signedIn = await transaction
		.selectFrom('sessions')
		.select('user_id')
		.distinct()
		.where('user_id', 'in', ids)
		.where('revoked_at', 'is', null)
		.execute();
	const files = await transaction.selectFrom('files').select(['id', 'owner_id']).where('owner_id', 'in', ids).execute();
	const removals = rows.map(({ id, email, role }): NewAuditEntry => {
		const subject = { type: 'user', id } as const;
		return { action: 'users:deleted', origin, subject, details: { email, role } };
	});
	await audit.record(transaction, ...removals);
	// Before the rows go, so that other nodes are told which sockets to close.
	const ended: string[] = [];
	for (const { user_id: userId } of signedIn) ended.push(...(await sessions.end(transaction, append, { userId })));
	await transaction.deleteFrom('users').where('id', 'in', ids).execute();
	const filesGone = files.map(
		({ id, owner_id: ownerId }): NewEvent => ({
			type: 'files:deleted',
			payload: { id, ownerId },
			permission: 'files:read-any',
			ownerId,
		}),
	);
	const usersGone = ids.map((id): NewEvent => ({ type: 'users:deleted', payload: { id }, permission: 'users:read' }));
	await append(...filesGone, ...usersGone);
	return ended;
};
