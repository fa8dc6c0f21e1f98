import { createHttpError } from '@flotilla/server';
import type { Kysely } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Schema, UploadRow } from '../database/schema.ts';
import { assertSpaceLeft } from '../files/quota.ts';

export interface NewUpload {
	id: string;
	ownerId: string;
	/** Bytes. */
	size: number;
	/** The header as it came. */
	metadata: string;
}

/** Which resumable uploads there are. Their space counts from the beginning. */
export interface UploadRows {
	/** Throws `HttpError` QUOTA_EXCEEDED. */
	create(upload: NewUpload): Promise<void>;
	find(id: string): Promise<UploadRow | undefined>;
	remove(id: string): Promise<void>;
	/** Ids of those that were not finished in time. */
	expired(): Promise<string[]>;
	/** Those of `ids` that there are. */
	existing(ids: readonly string[]): Promise<Set<string>>;
}

export interface UploadRowsOptions {
	database: Kysely<Schema>;
	clock: Clock;
	settings: {
		/** Bytes a person may have; 0: no limit. */
		fileQuota: number;
		/** Seconds. */
		uploadExpiration: number;
	};
}

export const createUploadRows = ({ database, clock, settings }: UploadRowsOptions): UploadRows => ({
	create: ({ id, ownerId, size, metadata }) =>
		database.transaction().execute(async (transaction) => {
			const now = new Date(clock.now());
			await assertSpaceLeft(transaction, { ownerId, bytes: size, quota: settings.fileQuota, now });
			await transaction
				.insertInto('uploads')
				.values({
					id,
					owner_id: ownerId,
					size,
					metadata,
					created_at: now,
					expires_at: new Date(now.getTime() + settings.uploadExpiration * 1000),
				})
				.execute();
		}),
	find: (id) => database.selectFrom('uploads').selectAll().where('id', '=', id).executeTakeFirst(),
	async remove(id) {
		await database.deleteFrom('uploads').where('id', '=', id).execute();
	},
	async expired() {
		const rows = await database
			.selectFrom('uploads')
			.select('id')
			.where('expires_at', '<=', new Date(clock.now()))
			.execute();
		return rows.map(({ id }) => id);
	},
	async existing(ids) {
		if (ids.length === 0) return new Set();
		const rows = await database.selectFrom('uploads').select('id').where('id', 'in', ids).execute();
		return new Set(rows.map(({ id }) => id));
	},
});

/** The row, or an error of the contract: UPLOAD_NOT_FOUND also for what belongs to others, UPLOAD_EXPIRED. */
export const assertUsable = (
	row: UploadRow | undefined,
	{ ownerId, now }: { ownerId: string; now: number },
): UploadRow => {
	if (row === undefined || row.owner_id !== ownerId) throw createHttpError('UPLOAD_NOT_FOUND');
	if (row.expires_at.getTime() <= now) throw createHttpError('UPLOAD_EXPIRED');
	return row;
};
