import { type RawBuilder, type SqlBool, sql, type Transaction } from 'kysely';
import type { Schema } from '../database/schema.ts';
import { filesFromTrash } from './move-files.ts';
import { columnList, userColumns } from './stored-columns.ts';

/**
 * Puts people of the trash back where they were, with the files that went along. Whose address somebody else has now
 * stays in the trash. Answers how many came back. Lock them first.
 *
 * `which` is a condition on `deleted_users`. `tell` is called when they are back, with a query of their ids that is
 * good until it is done.
 */
export const bringBackUsers = async (
	transaction: Transaction<Schema>,
	which: RawBuilder<SqlBool>,
	tell?: (count: number, ids: RawBuilder<string>) => Promise<void>,
): Promise<number> => {
	const { rows } = await sql<{ id: string }>`
		insert into users (${columnList(userColumns)})
		select ${columnList(userColumns, 'back')}
		from deleted_users, jsonb_populate_record(null::users, content) as back
		where ${which} on conflict do nothing returning id
	`.execute(transaction);
	// Those who came back by this, and nobody who was there before.
	const back = sql<string>`select unnest(${sql.val(rows.map(({ id }) => id))}::uuid[])`;
	const owned = sql<SqlBool>`deleted_files.with_owner and deleted_files.owner_id in (${back})`;
	await filesFromTrash(owned).execute(transaction);
	await sql`delete from deleted_files where ${owned}`.execute(transaction);
	await tell?.(rows.length, sql<string>`select id from (${back}) as back (id)`);
	await sql`delete from deleted_users where id in (${back})`.execute(transaction);
	return rows.length;
};
