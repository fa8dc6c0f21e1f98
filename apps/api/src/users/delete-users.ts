import { randomUUID } from 'node:crypto';
import { type SqlBool, sql, type Transaction } from 'kysely';
import type { AuditLog, NewAuditEntry } from '../audit/audit-log.ts';
import type { RequestOrigin } from '../audit/request-origin.ts';
import type { Sessions } from '../auth/sessions.ts';
import type { Clock } from '../clock.ts';
import type { Schema, UserRow } from '../database/schema.ts';
import type { AppendEvent } from '../realtime/event-log.ts';
import { copyToTrash, discardedBy, removeDiscarded } from '../trash/discard-users.ts';
import { announceDeleted } from './announce-deleted.ts';

export interface UserDeletion {
	/** Locked, and free to go. */
	rows: readonly UserRow[];
	sessions: Sessions;
	audit: AuditLog;
	origin: RequestOrigin;
	clock: Clock;
}

/**
 * Puts people and their files into the trash and ends their sessions. Gives back the sessions, whose ends are to be
 * announced once this is stored.
 */
export const deleteUsers = async (
	transaction: Transaction<Schema>,
	append: AppendEvent,
	{ rows, sessions, audit, origin, clock }: UserDeletion,
): Promise<string[]> => {
	const ids = rows.map(({ id }) => id);
	const removals = rows.map(({ id, email, role }): NewAuditEntry => {
		const subject = { type: 'user', id } as const;
		return { action: 'users:deleted', origin, subject, details: { email, role } };
	});
	await audit.record(transaction, ...removals);
	const discarding = { operation: randomUUID(), now: new Date(clock.now()) };
	await copyToTrash(transaction, sql<SqlBool>`id = any(${sql.val(ids)}::uuid[])`, discarding);
	// Before the rows go, so that other nodes are told which sockets to close.
	const ended = await sessions.endOfMany(transaction, append, discardedBy(discarding.operation));
	await removeDiscarded(transaction, discarding);
	await announceDeleted(transaction, append, ids);
	return ended;
};
