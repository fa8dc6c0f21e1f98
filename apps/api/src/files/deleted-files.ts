import type { StoredFile } from '@flotilla/contracts';
import { createHttpError } from '@flotilla/server';
import { type Kysely, type SqlBool, sql, type Transaction } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Schema } from '../database/schema.ts';
import type { EventLog, NewEvent } from '../realtime/event-log.ts';
import type { Trash } from '../trash/create-trash.ts';
import { filesFromTrash } from '../trash/move-files.ts';
import type { DeletedFile } from './file-row.ts';
import { filesWithOwner } from './file-store.ts';
import { assertSpaceLeft } from './quota.ts';
import type { UrlSigner } from './signed-url.ts';
import { toStoredFile } from './to-stored-file.ts';

/** Files that were deleted by themselves and can be restored; what went with its owner comes back with them alone. */
export interface DeletedFiles {
	/** Those of `ids` whose owner is there. */
	findAll(ids: readonly string[]): Promise<DeletedFile[]>;
	/**
	 * All of them, in the order named, or none. `note` runs in the same transaction. Throws `HttpError` FILE_NOT_FOUND
	 * when one is gone by now, QUOTA_EXCEEDED.
	 */
	restore(ids: readonly string[], note: (transaction: Transaction<Schema>) => Promise<void>): Promise<StoredFile[]>;
}

export interface DeletedFilesOptions {
	database: Kysely<Schema>;
	events: EventLog;
	trash: Trash;
	signer: UrlSigner;
	clock: Clock;
	/** Bytes a person may have; 0: no limit. */
	quota: number;
}

export const createDeletedFiles = ({
	database,
	events,
	trash,
	signer,
	clock,
	quota,
}: DeletedFilesOptions): DeletedFiles => {
	const find = (handle: Kysely<Schema>, ids: readonly string[]) =>
		handle
			.selectFrom('deleted_files')
			.select(['id', 'owner_id'])
			.select(sql<number>`(content->>'size')::bigint`.as('size'))
			.where('id', 'in', ids)
			.where('with_owner', '=', false)
			.where('deleted_at', '>', trash.since())
			.where(sql<SqlBool>`owner_id in (select id from users)`);

	return {
		findAll: (ids) => find(database, ids).execute(),
		restore: (ids, note) =>
			events.write(async (transaction, append) => {
				const found = await find(transaction, ids).orderBy('id').forUpdate().execute();
				if (found.length < ids.length) throw createHttpError('FILE_NOT_FOUND');
				// Their space was free meanwhile, and may have been taken.
				const now = new Date(clock.now());
				for (const [ownerId, theirs] of Map.groupBy(found, (file) => file.owner_id)) {
					const bytes = theirs.reduce((sum, { size }) => sum + size, 0);
					await assertSpaceLeft(transaction, { ownerId, bytes, quota, now });
				}
				await filesFromTrash(sql<SqlBool>`deleted_files.id = any(${sql.val([...ids])}::uuid[])`).execute(transaction);
				await transaction.deleteFrom('deleted_files').where('id', 'in', ids).execute();
				await note(transaction);
				const rows = await filesWithOwner(transaction).where('files.id', 'in', ids).execute();
				const byId = new Map(rows.map((row) => [row.id, toStoredFile(signer, row)]));
				const files = ids.flatMap((id) => byId.get(id) ?? []);
				await append(
					files.map(
						(file): NewEvent => ({
							type: 'files:restored',
							payload: { file },
							permission: 'files:read-any',
							ownerId: file.ownerId,
						}),
					),
				);
				return files;
			}),
	};
};
