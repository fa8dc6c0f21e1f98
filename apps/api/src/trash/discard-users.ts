import { type RawBuilder, type SqlBool, sql, type Transaction } from 'kysely';
import { countWritten } from '../database/count-written.ts';
import type { Schema } from '../database/schema.ts';
import { filesToTrash } from './move-files.ts';

export interface Discarding {
	/** Names them in the trash; of a selection the token that takes it back. */
	operation: string;
	now: Date;
}

/** The ids of whom an operation put into the trash. */
export const discardedBy = (operation: string): RawBuilder<string> =>
	sql<string>`select id from deleted_users where operation = ${operation}::uuid`;

/**
 * Puts copies of people into the trash and answers how many. They are locked, in one order, and stay until
 * `removeDiscarded`: what else has to know of them finds them by the operation.
 */
export const copyToTrash = (
	transaction: Transaction<Schema>,
	which: RawBuilder<SqlBool>,
	{ operation, now }: Discarding,
): Promise<number> =>
	countWritten(
		transaction,
		sql`
			insert into deleted_users (id, content, email, avatar_key, operation, deleted_at)
			select id, to_jsonb(users) - '{sort_name,search_text}'::text[], email, avatar_key, ${operation}::uuid,
				${now}::timestamptz
			from (select * from users where ${which} order by id for update) as users`,
	);

/** Takes away whom the operation put into the trash, with their sessions, and puts their files there. */
export const removeDiscarded = async (
	transaction: Transaction<Schema>,
	{ operation, now }: Discarding,
): Promise<void> => {
	const owned = sql<SqlBool>`owner_id in (${discardedBy(operation)})`;
	await filesToTrash(owned, { withOwner: true, now }).execute(transaction);
	await sql`delete from users where id in (${discardedBy(operation)})`.execute(transaction);
};
