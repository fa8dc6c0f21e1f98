import type { BuildManifest, Composition, RemoteReplacement } from '@flotilla/contracts';
import type { Kysely } from 'kysely';
import { liveContract } from '../api-contract/api-contract-store.ts';
import type { RegistrySchema } from '../database/schema.ts';
import { isSigned } from '../signatures/assert-signed.ts';
import type { ChannelStore } from './channel-store.ts';
import { assetUrl, compose, type PublishedBuild } from './compose.ts';
import { findDeployProblems } from './find-deploy-problems.ts';
import { historyOf, pointersOf } from './pointers.ts';
import { previousVersion } from './previous-version.ts';

export interface ReplacementRequest {
	/** What the page runs. */
	composition: Composition;
	/** The remote that will not run. */
	app: string;
	/** Ids of builds that were tried in vain beside the composition's own. */
	failed: readonly string[];
}

interface FindReplacementOptions {
	database: Kysely<RegistrySchema>;
	channels: Pick<ChannelStore, 'buildsOf' | 'integrityOf'>;
}

/**
 * The build of a remote that a page may run in place of its own: the one that the channel has now, since whoever broke it
 * may have shipped another or gone back already; otherwise the one that the channel had before. It has to go with
 * the shell and the other remotes that the page runs, by the rules of `can-i-deploy`, and to be signed as the app's keys ask.
 */
export const findReplacement = async (
	{ database, channels }: FindReplacementOptions,
	{ composition, app, failed }: ReplacementRequest,
): Promise<RemoteReplacement> => {
	const { channel } = composition;
	const builds = await channels.buildsOf(composition);
	const shell = builds.find(({ manifest }) => manifest.kind === 'shell');
	const broken = builds.find((build) => build.app === app);
	if (shell === undefined || broken === undefined) return nothing;

	const api = await liveContract(database, channel);
	const fits = ({ manifest }: PublishedBuild): boolean =>
		manifest.remote !== undefined &&
		isSamePlace(manifest, broken.manifest) &&
		findDeployProblems({
			current: builds.map((build) => build.manifest),
			next: builds.map((build) => (build.app === app ? manifest : build.manifest)),
			moved: [app],
			api,
		}).every(({ severity }) => severity === 'warning');
	const isNew = ({ build }: PublishedBuild): boolean => build !== broken.build && !failed.includes(build);

	const current = (await pointersOf(database, channel)).find((pointer) => pointer.app === app);
	const version = await versionBefore(database, { channel, app, version: broken.version });
	const previous =
		version === null
			? undefined
			: await database
					.selectFrom('builds')
					.select(['app', 'version', 'build', 'manifest', 'collected_at'])
					.where('app', '=', app)
					.where('version', '=', version)
					.executeTakeFirst();

	const candidates = [current, previous].filter(
		(build) => build !== undefined && build.collected_at === null && isNew(build),
	) as PublishedBuild[];
	let chosen: PublishedBuild | undefined;
	for (const candidate of candidates) {
		if (!fits(candidate) || !(await isSigned(database, candidate))) continue;
		chosen = candidate;
		break;
	}
	const reload = current !== undefined && isNew(current) && !fits(current);
	const remote = chosen && compose(channel, [shell, chosen])?.remotes[0];
	if (remote === undefined) return { ...nothing, reload };
	const integrity = await channels.integrityOf({ ...composition, remotes: [remote] });
	const own = Object.entries(integrity).filter(([url]) => url.startsWith(assetUrl(app, '')));
	return { remote, integrity: Object.fromEntries(own), reload };
};

const nothing: RemoteReplacement = { remote: null, integrity: {}, reload: false };

/** Whether two builds of a remote are for the same addresses and the same people: the page's routes stay as they are. */
const isSamePlace = ({ remote: one }: BuildManifest, { remote: other }: BuildManifest): boolean =>
	one?.routePrefix === other?.routePrefix && one?.access === other?.access && one?.permission === other?.permission;

/** What the channel had before it last had this version; where the pointer is now makes no difference. */
const versionBefore = async (
	database: Kysely<RegistrySchema>,
	{ channel, app, version }: { channel: string; app: string; version: string },
): Promise<string | null> => {
	const changes = await historyOf(database, channel)
		.select(['version', 'action'])
		.where('app', '=', app)
		.orderBy('revision')
		.execute();
	const last = changes.findLastIndex((change) => change.version === version);
	return last === -1 ? null : previousVersion(changes.slice(0, last + 1));
};
