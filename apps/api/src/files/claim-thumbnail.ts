import { type Kysely, sql } from 'kysely';
import type { Schema } from '../database/schema.ts';

export interface ThumbnailClaim {
	/** Of the file. */
	id: string;
	/** Of the picture. */
	key: string;
}

/**
 * Takes the oldest file without its thumbnail, for this node alone until `until`. Undefined when none is
 * left. A claim that has run out, because its node was killed, is free again.
 */
export const claimThumbnail = async (
	database: Kysely<Schema>,
	{ now, until }: { now: Date; until: Date },
): Promise<ThumbnailClaim | undefined> => {
	const { rows } = await sql<ThumbnailClaim>`
		update files set thumbnail_claimed_until = ${until}
		where id = (
			select id from files
			where thumbnail_status = 'pending' and (thumbnail_claimed_until is null or thumbnail_claimed_until < ${now})
			order by created_at
			limit 1
			for update skip locked
		)
		returning id, blob_key as key
	`.execute(database);
	return rows[0];
};
