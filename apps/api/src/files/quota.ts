import { createHttpError } from '@flotilla/server';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Schema } from '../database/schema.ts';

export interface UsedSpace {
	/** Bytes of all files. */
	used: number;
	/** Bytes that uploads under way will need. */
	reserved: number;
}

/** One statement, so that an upload that becomes a file meanwhile counts exactly once. */
export const readUsedSpace = async (database: Kysely<Schema>, ownerId: string, now: Date): Promise<UsedSpace> => {
	const { rows } = await sql<UsedSpace>`
		select
			(select coalesce(sum(size), 0)::bigint from files where owner_id = ${ownerId}) as used,
			(select coalesce(sum(size), 0)::bigint from uploads where owner_id = ${ownerId} and expires_at > ${now}) as reserved
	`.execute(database);
	const [found] = rows;
	if (found === undefined) throw new Error('A sum has always one row.');
	return found;
};

export interface SpaceNeeded {
	ownerId: string;
	/** Bytes that are about to be taken. */
	bytes: number;
	/** Bytes a person may have; 0: no limit. */
	quota: number;
	now: Date;
}

/**
 * Holds the owner's row until the end of the transaction, so that uploads at the same time do not
 * each find the same space free. Throws `HttpError` QUOTA_EXCEEDED; SESSION_REVOKED when the owner is gone.
 */
export const assertSpaceLeft = async (
	transaction: Transaction<Schema>,
	{ ownerId, bytes, quota, now }: SpaceNeeded,
): Promise<void> => {
	const owner = await transaction
		.selectFrom('users')
		.select('id')
		.where('id', '=', ownerId)
		.forNoKeyUpdate()
		.executeTakeFirst();
	if (owner === undefined) throw createHttpError('SESSION_REVOKED');
	if (quota === 0) return;
	const { used, reserved } = await readUsedSpace(transaction, ownerId, now);
	if (used + reserved + bytes > quota) throw createHttpError('QUOTA_EXCEEDED');
};
