import type { Transaction } from 'kysely';
import type { Schema, UserRow } from '../database/schema.ts';
import { filesWithOwner } from '../files/file-store.ts';
import type { UrlSigner } from '../files/signed-url.ts';
import { toStoredFile } from '../files/to-stored-file.ts';
import type { AppendEvent, NewEvent } from '../realtime/event-log.ts';
import { toUser } from './to-user.ts';

/** Tells of each person who is back, and of each of their files. */
export const announceRestored = async (
	transaction: Transaction<Schema>,
	append: AppendEvent,
	{ rows, signer }: { rows: readonly UserRow[]; signer: UrlSigner },
): Promise<void> => {
	const ids = rows.map(({ id }) => id);
	if (ids.length === 0) return;
	const files = await filesWithOwner(transaction).where('files.owner_id', 'in', ids).execute();
	const people = rows.map(
		(row): NewEvent => ({ type: 'users:restored', payload: { user: toUser(row) }, permission: 'users:read' }),
	);
	const belongings = files.map(
		(row): NewEvent => ({
			type: 'files:restored',
			payload: { file: toStoredFile(signer, row) },
			permission: 'files:read-any',
			ownerId: row.owner_id,
		}),
	);
	await append([...people, ...belongings]);
};
