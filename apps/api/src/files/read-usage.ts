import { type FilesUsage, fileKindOf, fileKinds } from '@flotilla/contracts';
import type { Kysely } from 'kysely';
import type { Schema } from '../database/schema.ts';
import { readUsedSpace } from './quota.ts';

export interface ReadUsageOptions {
	database: Kysely<Schema>;
	ownerId: string;
	/** Bytes a person may have; 0: no limit. */
	quota: number;
	now: Date;
}

export const readUsage = async ({ database, ownerId, quota, now }: ReadUsageOptions): Promise<FilesUsage> => {
	const rows = await database
		.selectFrom('files')
		.select(({ fn }) => ['mime_type', fn.countAll<number>().as('count'), fn.sum<string>('size').as('bytes')])
		.where('owner_id', '=', ownerId)
		.groupBy('mime_type')
		.execute();
	const byType = fileKinds.map((type) => {
		const share = { type, files: 0, bytes: 0 };
		for (const row of rows) {
			if (fileKindOf(row.mime_type) !== type) continue;
			share.files += row.count;
			share.bytes += Number(row.bytes);
		}
		return share;
	});
	const { used, reserved } = await readUsedSpace(database, ownerId, now);
	const count = byType.reduce((sum, { files }) => sum + files, 0);
	return { used, reserved, quota: quota === 0 ? null : quota, count, byType };
};
