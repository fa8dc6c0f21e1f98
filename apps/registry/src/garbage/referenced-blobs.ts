import { sql, type Transaction } from 'kysely';
import type { RegistrySchema } from '../database/schema.ts';

/** The keys of blobs that a file of a build, or an upload under way, is made of; of `among`, or all of them. */
export const referencedBlobs = async (
	transaction: Transaction<RegistrySchema>,
	{ among }: { among?: readonly string[] } = {},
): Promise<Set<string>> => {
	let query = transaction
		.selectFrom('assets')
		.select(['sha256', 'brotli_sha256', 'gzip_sha256'])
		.where('collected_at', 'is', null);
	if (among !== undefined) {
		query = query.where((where) =>
			where.or([where('sha256', 'in', among), where('brotli_sha256', 'in', among), where('gzip_sha256', 'in', among)]),
		);
	}
	const keys = new Set<string>();
	for (const { sha256, brotli_sha256, gzip_sha256 } of await query.execute()) {
		for (const key of [sha256, brotli_sha256, gzip_sha256]) if (key !== null) keys.add(key);
	}
	// Picked by the database: uploads list up to thousands of files each.
	const announced = sql<string>`file.value ->> 'sha256'`;
	let uploads = transaction
		.selectFrom(['uploads', sql<{ value: unknown }>`jsonb_array_elements(uploads.files)`.as<'file'>(sql`file`)])
		.select(announced.as('sha256'))
		.distinct();
	if (among !== undefined) uploads = uploads.where(announced, 'in', among);
	for (const { sha256 } of await uploads.execute()) keys.add(sha256);
	return keys;
};
