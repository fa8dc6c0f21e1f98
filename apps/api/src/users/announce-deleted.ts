import type { Transaction } from 'kysely';
import type { Schema } from '../database/schema.ts';
import type { AppendEvent, NewEvent } from '../realtime/event-log.ts';

/** Tells of each person who went, after each of their files, which are in the trash by now. */
export const announceDeleted = async (
	transaction: Transaction<Schema>,
	append: AppendEvent,
	ids: readonly string[],
): Promise<void> => {
	if (ids.length === 0) return;
	const files = await transaction
		.selectFrom('deleted_files')
		.select(['id', 'owner_id'])
		.where('owner_id', 'in', ids)
		.where('with_owner', '=', true)
		.execute();
	const filesGone = files.map(
		({ id, owner_id: ownerId }): NewEvent => ({
			type: 'files:deleted',
			payload: { id, ownerId },
			permission: 'files:read-any',
			ownerId,
		}),
	);
	const usersGone = ids.map((id): NewEvent => ({ type: 'users:deleted', payload: { id }, permission: 'users:read' }));
	await append([...filesGone, ...usersGone]);
};
