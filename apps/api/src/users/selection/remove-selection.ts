import { randomUUID } from 'node:crypto';
import { type BulkOutcome, maximumBulkEvents } from '@flotilla/contracts';
import { type SqlBool, sql, type Transaction } from 'kysely';
import type { Schema } from '../../database/schema.ts';
import type { AppendEvent } from '../../realtime/event-log.ts';
import { copyToTrash, discardedBy, removeDiscarded } from '../../trash/discard-users.ts';
import { assertAdministrator, lockAdministrators } from '../administrators.ts';
import { announceDeleted } from '../announce-deleted.ts';
import type { Effect, SelectionContext } from './selection-context.ts';
import { assertNotTooMany, countUsers, type Selection, whereSelected } from './where-selected.ts';

export interface SelectionRemoval extends SelectionContext {
	selection: Selection;
}

/**
 * Puts all who fit into the trash, but the caller, by the database alone: they may be very many. Throws `HttpError`
 * SELECTION_TOO_LARGE or LAST_ADMIN.
 */
export const removeSelection = async (
	transaction: Transaction<Schema>,
	append: AppendEvent,
	{ selection, ...context }: SelectionRemoval,
): Promise<Effect<BulkOutcome>> => {
	const { subject, sessions, audit, origin, now, keeps, maximumBulkSelection } = context;
	await lockAdministrators(transaction, 0);
	const selected = whereSelected(selection);
	await assertNotTooMany(transaction, selected, maximumBulkSelection);
	const isSelf = sql<SqlBool>`id = ${subject.userId}::uuid`;
	const skipped = await countUsers(transaction, sql<SqlBool>`${selected} and ${isSelf}`);
	const operation = randomUUID();
	const changed = await copyToTrash(transaction, sql<SqlBool>`${selected} and not ${isSelf}`, { operation, now });
	if (changed === 0) return { answer: { changed, skipped, undo: null }, ended: [] };

	await audit.recordMany(transaction, {
		action: 'users:deleted',
		origin,
		subjectType: 'user',
		subjects: sql`
			select id::text as subject_id, jsonb_build_object('email', email, 'role', content->>'role') as details
			from deleted_users where operation = ${operation}::uuid`,
	});
	// Before the rows go, so that other nodes are told which sockets to close.
	const ended = await sessions.endOfMany(transaction, append, discardedBy(operation), subject.userId);
	await removeDiscarded(transaction, { operation, now });
	await assertAdministrator(transaction);
	const kept = { id: operation, kind: 'remove', actor_id: subject.userId, changed, created_at: now } as const;
	if (keeps) await transaction.insertInto('bulk_operations').values(kept).execute();
	if (changed > maximumBulkEvents) {
		const payload = { kind: 'deleted', count: changed } as const;
		await append({ type: 'users:bulk-changed', payload, permission: 'users:read' });
	} else {
		const { rows } = await sql<{ id: string }>`${discardedBy(operation)}`.execute(transaction);
		await announceDeleted(
			transaction,
			append,
			rows.map(({ id }) => id),
		);
	}
	return { answer: { changed, skipped, undo: keeps ? operation : null }, ended };
};
