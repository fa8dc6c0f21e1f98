import { type FileCategory, type FilesUsage, fileCategories, fileCategoryOf } from '@flotilla/contracts';
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
	const byType = Object.fromEntries(fileCategories.map((category) => [category, { count: 0, bytes: 0 }])) as Record<
		FileCategory,
		{ count: number; bytes: number }
	>;
	for (const { mime_type: type, count, bytes } of rows) {
		const share = byType[fileCategoryOf(type)];
		share.count += count;
		share.bytes += Number(bytes);
	}
	const { used, reserved } = await readUsedSpace(database, ownerId, now);
	const count = Object.values(byType).reduce((sum, share) => sum + share.count, 0);
	return { used, reserved, quota: quota === 0 ? null : quota, count, byType };
};
