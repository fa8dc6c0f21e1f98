import { createHttpError } from '@flotilla/server';
import type { Kysely, Transaction } from 'kysely';
import type { RegistrySchema } from '../database/schema.ts';
import type { PublishedBuild } from './compose.ts';

/** A build that can be served. Throws `HttpError` NOT_FOUND when there is no such version, or its files were collected. */
export const readBuild = async (
	handle: Kysely<RegistrySchema> | Transaction<RegistrySchema>,
	app: string,
	version: string,
): Promise<PublishedBuild> => {
	const build = await handle
		.selectFrom('builds')
		.select(['app', 'version', 'build', 'manifest', 'collected_at'])
		.where('app', '=', app)
		.where('version', '=', version)
		.executeTakeFirst();
	if (build === undefined) {
		throw createHttpError('NOT_FOUND', { message: `Version ${version} of ${app} has not been published.` });
	}
	if (build.collected_at !== null) {
		throw createHttpError('NOT_FOUND', {
			message: `The files of ${app} ${version} were removed, as nothing needed them. Publish the same build again.`,
		});
	}
	return build;
};
