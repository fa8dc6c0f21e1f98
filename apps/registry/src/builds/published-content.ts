import { createHttpError } from '@flotilla/server';
import type { Kysely, Transaction } from 'kysely';
import type { RegistrySchema } from '../database/schema.ts';
import type { BuildFile } from './build-id.ts';

type Handle = Kysely<RegistrySchema> | Transaction<RegistrySchema>;

/**
 * Whether the version is published with this content already, and its files are still there. Throws `HttpError` VERSION_EXISTS
 * for other content.
 */
export const isPublished = async (
	handle: Handle,
	{ app, version, build }: { app: string; version: string; build: string },
) => {
	const published = await handle
		.selectFrom('builds')
		.select(['build', 'collected_at'])
		.where('app', '=', app)
		.where('version', '=', version)
		.executeTakeFirst();
	if (published === undefined) return false;
	if (published.build === build) return published.collected_at === null;
	throw createHttpError('VERSION_EXISTS', {
		message: `Version ${version} of ${app} was already published with other content (build ${published.build}). Publish under a new version.`,
	});
};

/**
 * The paths the app has already, with their bytes. Throws `HttpError` ASSET_CONFLICT when one has, or once had, other
 * bytes: browsers keep what they got for ever.
 */
export const knownPaths = async (
	handle: Handle,
	{ app, files }: { app: string; files: readonly BuildFile[] },
): Promise<Set<string>> => {
	const rows = await handle
		.selectFrom('assets')
		.select(['path', 'sha256', 'collected_at'])
		.where('app', '=', app)
		.where(
			'path',
			'in',
			files.map(({ path }) => path),
		)
		.execute();
	const known = new Map(rows.map(({ path, sha256 }) => [path, sha256]));
	const changed = files.filter(({ path, sha256 }) => known.has(path) && known.get(path) !== sha256);
	if (changed.length > 0) {
		const paths = changed.map(({ path }) => path);
		throw createHttpError('ASSET_CONFLICT', {
			message: `${paths.slice(0, 3).join(', ')} of ${app} already exists with other content. Put a content hash into file names.`,
			errors: Object.fromEntries(paths.map((path) => [path, ['This path exists with other content.']])),
		});
	}
	return new Set(rows.filter(({ collected_at }) => collected_at === null).map(({ path }) => path));
};
