import type { Migrations } from '@flotilla/server';
import { type Kysely, sql } from 'kysely';

/** Who collects garbage asks for each hundred blobs which files are made of them, while publishers wait. */
export const blobIndexes: Migrations[string] = {
	async up(database: Kysely<never>) {
		await sql`create index assets_by_sha256 on assets (sha256) where collected_at is null`.execute(database);
		await sql`create index assets_by_brotli on assets (brotli_sha256) where collected_at is null`.execute(database);
		await sql`create index assets_by_gzip on assets (gzip_sha256) where collected_at is null`.execute(database);
	},
};
