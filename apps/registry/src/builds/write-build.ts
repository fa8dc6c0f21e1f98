import { inBatches } from '@flotilla/server';
import { sql, type Transaction } from 'kysely';
import type { AssetRow } from '../assets/store-encodings.ts';
import type { RegistrySchema } from '../database/schema.ts';
import { isPublished, knownPaths } from './published-content.ts';
import type { Upload } from './upload.ts';

/** Rows in one insert, far below PostgreSQL's limit of 65,535 parameters. */
const rowsAtOnce = 500;

/** Writes what belongs to a build. False when it is published already. Throws as `isPublished` and `knownPaths` do. */
export const writeBuild = async (
	transaction: Transaction<RegistrySchema>,
	{ app, version, build, manifest, files }: Upload,
	assets: readonly AssetRow[],
	actor: string,
): Promise<boolean> => {
	const inserted = await transaction
		.insertInto('builds')
		.values({ app, version, build, manifest: JSON.stringify(manifest), published_by: actor })
		.onConflict((conflict) => conflict.doNothing())
		.returning('version')
		.executeTakeFirst();
	if (inserted === undefined) {
		// Its files were collected once, and come back now. Whoever brings them back at the same time waits here, and then
		// finds them there. It counts as published now, or the next collection would take it before it is promoted.
		const returned = await transaction
			.updateTable('builds')
			.set({ collected_at: null, published_at: sql<Date>`now()`, published_by: actor })
			.where('app', '=', app)
			.where('version', '=', version)
			.where('build', '=', build)
			.where('collected_at', 'is not', null)
			.returning('version')
			.executeTakeFirst();
		// Somebody else committed this version in the meantime: the same content is fine, other content is refused.
		if (returned === undefined && (await isPublished(transaction, { app, version, build }))) return false;
	}
	await inBatches(assets, rowsAtOnce, (batch) =>
		transaction
			.insertInto('assets')
			.values(batch)
			.onConflict((conflict) =>
				conflict
					.columns(['app', 'path'])
					.doUpdateSet(({ ref }) => ({
						brotli_sha256: ref('excluded.brotli_sha256'),
						brotli_size: ref('excluded.brotli_size'),
						gzip_sha256: ref('excluded.gzip_sha256'),
						gzip_size: ref('excluded.gzip_size'),
						collected_at: null,
					}))
					.whereRef('assets.sha256', '=', 'excluded.sha256'),
			)
			.execute(),
	);
	// After the insert, so that a path another commit took in the meantime is seen.
	await knownPaths(transaction, { app, files });
	await inBatches(
		files.map(({ path }) => ({ app, version, path })),
		rowsAtOnce,
		(batch) => transaction.insertInto('build_files').values(batch).execute(),
	);
	return true;
};
