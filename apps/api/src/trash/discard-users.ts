import { type RawBuilder, type SqlBool, sql, type Transaction } from 'kysely';
import { countWritten } from '../database/count-written.ts';
import type { Schema } from '../database/schema.ts';

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
	await sql`
		insert into deleted_files (id, owner_id, with_owner, content, blob_key, thumbnail_key, deleted_at)
		select id, owner_id, true, to_jsonb(files) - 'search_text', blob_key, thumbnail_key, ${now}::timestamptz
		from files where owner_id in (${discardedBy(operation)})
	`.execute(transaction);
	await sql`delete from users where id in (${discardedBy(operation)})`.execute(transaction);
};
