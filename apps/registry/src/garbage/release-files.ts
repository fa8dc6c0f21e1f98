import { inBatches } from '@flotilla/server';
import type { Transaction } from 'kysely';
import type { RegistrySchema } from '../database/schema.ts';
import type { CollectedGarbage } from './collected-garbage.ts';
import { buildKey, findNeededBuilds } from './find-needed-builds.ts';

/** Values in one `in (…)`, far below PostgreSQL's limit. */
const valuesAtOnce = 1_000;

export type ReleasedFiles = Pick<CollectedGarbage, 'builds' | 'compositions' | 'uploads' | 'files'>;

export interface ReleaseOptions {
	/** What was needed since then stays. */
	since: Date;
	/** Uploads announced before it are given up. */
	uploadsSince: Date;
	now: Date;
}

/** Lets go of builds nobody needs, in the database. Their blobs are still there. Needs the collector's lock. */
export const releaseFiles = async (
	transaction: Transaction<RegistrySchema>,
	{ since, uploadsSince, now }: ReleaseOptions,
): Promise<ReleasedFiles> => {
	const givenUp = await transaction
		.deleteFrom('uploads')
		.where('created_at', '<', uploadsSince)
		.returning('id')
		.execute();

	// Of a canary that is over its decisions have the figures.
	await transaction
		.deleteFrom('beacon_counts')
		.where('hour', '<', since)
		.where(({ not, exists, selectFrom }) =>
			not(
				exists(
					selectFrom('canaries')
						.select('id')
						.whereRef('canaries.channel', '=', 'beacon_counts.channel')
						.whereRef('canaries.app', '=', 'beacon_counts.app')
						.where('canaries.state', '=', 'running'),
				),
			),
		)
		.execute();

	await transaction.deleteFrom('beacon_vitals').where('day', '<', since).execute();

	const needed = await findNeededBuilds(transaction, { since });
	const all = await transaction.selectFrom('builds').select(['app', 'version', 'build', 'collected_at']).execute();
	const builds = all
		.filter(({ app, version, collected_at }) => collected_at === null && !needed.has(buildKey(app, version)))
		.map(({ app, version, build }) => ({ app, version, build }));
	for (const [app, versions] of Map.groupBy(builds, (build) => build.app)) {
		await inBatches(
			versions.map(({ version }) => version),
			valuesAtOnce,
			async (batch) => {
				await transaction.deleteFrom('build_files').where('app', '=', app).where('version', 'in', batch).execute();
				await transaction
					.updateTable('builds')
					.set({ collected_at: now })
					.where('app', '=', app)
					.where('version', 'in', batch)
					.execute();
			},
		);
	}

	const gone = new Set(
		all.filter(({ collected_at }) => collected_at !== null).map(({ app, version }) => buildKey(app, version)),
	);
	for (const { app, version } of builds) gone.add(buildKey(app, version));
	const compositions = (await transaction.selectFrom('compositions').select(['id', 'content']).execute())
		.filter(({ content }) =>
			[content.shell, ...content.remotes].some(({ app, version }) => gone.has(buildKey(app, version))),
		)
		.map(({ id }) => id);
	await inBatches(compositions, valuesAtOnce, (batch) =>
		transaction.deleteFrom('compositions').where('id', 'in', batch).execute(),
	);

	return { builds, compositions, uploads: givenUp.length, files: await releaseAssets(transaction, now) };
};

const releaseAssets = async (transaction: Transaction<RegistrySchema>, now: Date): Promise<number> => {
	const uploads = await transaction.selectFrom('uploads').select(['app', 'files']).execute();
	// Their commits believe these to be there, and do not compress them again.
	const announced = new Set(uploads.flatMap(({ app, files }) => files.map(({ path }) => `${app}/${path}`)));
	const unused = await transaction
		.selectFrom('assets')
		.select(['app', 'path'])
		.where('collected_at', 'is', null)
		.where(({ not, exists, selectFrom }) =>
			not(
				exists(
					selectFrom('build_files')
						.select('build_files.path')
						.whereRef('build_files.app', '=', 'assets.app')
						.whereRef('build_files.path', '=', 'assets.path'),
				),
			),
		)
		.execute();
	const released = unused.filter(({ app, path }) => !announced.has(`${app}/${path}`));
	for (const [app, assets] of Map.groupBy(released, (asset) => asset.app)) {
		await inBatches(
			assets.map(({ path }) => path),
			valuesAtOnce,
			(batch) =>
				transaction
					.updateTable('assets')
					.set({ collected_at: now })
					.where('app', '=', app)
					.where('path', 'in', batch)
					.execute(),
		);
	}
	return released.length;
};
