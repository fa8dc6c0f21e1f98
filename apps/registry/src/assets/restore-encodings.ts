import { availableParallelism } from 'node:os';
import { type BlobStore, inBatches } from '@flotilla/server';
import type { Kysely } from 'kysely';
import type { BuildFile } from '../builds/build-id.ts';
import type { RegistrySchema } from '../database/schema.ts';
import { inParallel } from '../in-parallel.ts';
import { storeEncodings } from './store-encodings.ts';

/** Values in one `in (…)`, far below PostgreSQL's limit. */
const valuesAtOnce = 1_000;

export interface RestoreEncodingsOptions {
	database: Kysely<RegistrySchema>;
	blobs: BlobStore;
	app: string;
	files: readonly BuildFile[];
}

/**
 * Makes the compressed forms of published files again where the blob store has lost them. The same bytes give the same
 * forms; only those of another zlib would not, and such a file goes on being sent in the forms that are there.
 */
export const restoreEncodings = async ({ database, blobs, app, files }: RestoreEncodingsOptions): Promise<void> => {
	const byPath = new Map(files.map((file) => [file.path, file]));
	await inBatches([...byPath.keys()], valuesAtOnce, async (batch) => {
		const rows = await database
			.selectFrom('assets')
			.select(['path', 'brotli_sha256', 'gzip_sha256'])
			.where('app', '=', app)
			.where('path', 'in', batch)
			.execute();
		await inParallel(rows, availableParallelism(), async ({ path, brotli_sha256, gzip_sha256 }) => {
			const forms = [brotli_sha256, gzip_sha256].filter((hash) => hash !== null);
			const found = await Promise.all(forms.map((hash) => blobs.stat(hash)));
			const file = byPath.get(path);
			if (file !== undefined && found.includes(null)) await storeEncodings(blobs, app, file);
		});
	});
};
