import { maximumBulkEvents } from '@flotilla/contracts';
import { sql, type Transaction } from 'kysely';
import type { Schema, UserRow } from '../../database/schema.ts';
import type { AppendEvent } from '../../realtime/event-log.ts';
import { userUpdated } from '../change-user.ts';

/**
 * Tells of people who were changed together: of few one by one; of many by one event, and of those who are signed in
 * by themselves, whose pages and connections go by what they may do.
 */
export const announceUpdates = async (
	transaction: Transaction<Schema>,
	append: AppendEvent,
	{ operation, changed, now }: { operation: string; changed: number; now: Date },
): Promise<void> => {
	if (changed === 0) return;
	const isMany = changed > maximumBulkEvents;
	const signedIn = sql`and exists (
		select from sessions
		where sessions.user_id = users.id and revoked_at is null and expires_at > ${now}::timestamptz
	)`;
	const { rows } = await sql<UserRow>`
		select users.* from bulk_updates join users on users.id = user_id
		where operation = ${operation}::uuid ${isMany ? signedIn : sql``} order by users.id
	`.execute(transaction);
	await append(rows.map(userUpdated));
	if (isMany) {
		const payload = { kind: 'updated', count: changed } as const;
		await append({ type: 'users:bulk-changed', payload, permission: 'users:read' });
	}
};
