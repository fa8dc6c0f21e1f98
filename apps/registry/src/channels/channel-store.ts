import type { Composition, CompositionFiles } from '@flotilla/contracts';
import type { Kysely } from 'kysely';
import { percentOf } from '../canary/describe-canary.ts';
import type { Rollout } from '../canary/rollout.ts';
import { runningCanaries } from '../canary/running-canaries.ts';
import type { PointerAction, RegistrySchema } from '../database/schema.ts';
import { signaturesOf } from '../signatures/signatures-of.ts';
import { assetUrl, type PublishedBuild } from './compose.ts';
import type { DeployProblem } from './deploy-problem.ts';
import { movePointer, type PointerMove, type PointerState } from './move-pointer.ts';
import { forDevelopers } from './pages-files.ts';
import { historyOf, pointersOf } from './pointers.ts';

export interface ChannelState {
	channel: string;
	revision: number;
	compositionId: string | null;
	apps: {
		app: string;
		version: string;
		build: string;
		revision: number;
		changedAt: string;
		/** Whether it may not move until it is unpinned. Who pinned it, and why, is in the history. */
		pinned: boolean;
		/** Ids of the keys that signed its build and that the app trusts now; empty where it is not signed. */
		signedBy: string[];
	}[];
	/** Versions that some pages get in place of the above. */
	canaries: { app: string; version: string; percent: number; cohort: string | null }[];
	/** What those pages run. */
	canaryCompositionIds: string[];
}

export interface CurrentComposition {
	compositionId: string;
	/** Which pages get something else; `null` while no canary runs. */
	rollout: Rollout | null;
}

export interface PointerChange {
	revision: number;
	app: string;
	/** `null`: the app left the channel. */
	version: string | null;
	/** `null` for the first one. */
	previousVersion: string | null;
	action: PointerAction;
	actor: string;
	reason: string | null;
	changedAt: string;
	pinned: boolean;
	/** What would have been refused, and was done by force; otherwise `null`. */
	overridden: DeployProblem[] | null;
	/** The same for changes that happened in one step; `null` for one that was alone. */
	group: string | null;
	/** What new pages got from then on. */
	compositionId: string | null;
}

export interface ChannelStore {
	/**
	 * Points a channel at a published version. Moves of one channel happen one after another.
	 *
	 * Throws `HttpError`: NOT_FOUND (no such version), CHANNEL_MOVED (the pointer is not at
	 * `expectedRevision`), POINTER_PINNED, and without `force` SHARED_RANGE_UNMET, BUILD_INVALID (two shells, two owners
	 * of a path), DEPLOY_REFUSED; with it as well what `assertSigned` throws.
	 */
	promote(move: PointerMove & { version: string }): Promise<PointerState>;
	/**
	 * Points back at what the app had before its present version, or at `to`, which it had once. Twice goes back twice.
	 * Throws as `promote` does.
	 */
	rollback(move: PointerMove & { to?: string | undefined }): Promise<PointerState>;
	/** `null` when the channel does not exist. */
	read(channel: string): Promise<ChannelState | null>;
	/** Newest first. `null` when the channel does not exist. */
	history(channel: string, options: { app?: string | undefined; limit: number }): Promise<PointerChange[] | null>;
	readComposition(id: string): Promise<Composition | null>;
	/** What new pages of the channel get, in one query; `null` while it has no shell. */
	current(channel: string): Promise<CurrentComposition | null>;
	/** What a browser may load in a composition. Not the service worker, and not what only developers look at. */
	filesOf(composition: Composition): Promise<CompositionFiles['files']>;
	/** `sha256-…` by address, of all of these files that could be run or applied. */
	integrityOf(composition: Composition): Promise<Record<string, string>>;
	/** The builds of a composition, for what their manifests say beyond it. */
	buildsOf(composition: Composition): Promise<PublishedBuild[]>;
}

const isScriptOrStyle = /\.(?:m?js|css)$/;

export const createChannelStore = (database: Kysely<RegistrySchema>): ChannelStore => {
	const readChannel = (name: string) =>
		database.selectFrom('channels').selectAll().where('name', '=', name).executeTakeFirst();

	const buildsOf: ChannelStore['buildsOf'] = ({ shell, remotes }) =>
		database
			.selectFrom('builds')
			.select(['app', 'version', 'build', 'manifest'])
			.where(({ eb, or }) =>
				or([shell, ...remotes].map(({ app, version }) => eb('app', '=', app).and('version', '=', version))),
			)
			.execute();

	const filesOf: ChannelStore['filesOf'] = async (composition) => {
		const parts = [composition.shell, ...composition.remotes];
		const rows = await database
			.selectFrom('build_files')
			.innerJoin('assets', (join) =>
				join.onRef('assets.app', '=', 'build_files.app').onRef('assets.path', '=', 'build_files.path'),
			)
			.select(['assets.app', 'assets.path', 'assets.sha256', 'assets.size'])
			.where(({ eb, or }) =>
				or(parts.map(({ app, version }) => eb('build_files.app', '=', app).and('build_files.version', '=', version))),
			)
			.orderBy('assets.app')
			.orderBy('assets.path')
			.execute();
		const workers = (await buildsOf(composition)).map(({ app, manifest }) => `${app}/${manifest.serviceWorker}`);
		return rows
			.filter(({ app, path }) => !workers.includes(`${app}/${path}`) && !forDevelopers.test(path))
			.map(({ app, path, sha256, size }) => ({
				url: assetUrl(app, path),
				integrity: `sha256-${Buffer.from(sha256, 'hex').toString('base64')}`,
				size,
			}));
	};

	const integrityOf: ChannelStore['integrityOf'] = async (composition) => {
		const files = await filesOf(composition);
		return Object.fromEntries(
			files.filter(({ url }) => isScriptOrStyle.test(url)).map(({ url, integrity }) => [url, integrity]),
		);
	};

	return {
		promote: (move) =>
			database.transaction().execute((transaction) => movePointer(transaction, { ...move, action: 'promote' })),

		rollback: (move) =>
			database.transaction().execute((transaction) => movePointer(transaction, { ...move, action: 'rollback' })),

		async read(channel) {
			const state = await readChannel(channel);
			if (state === undefined) return null;
			const pointers = await pointersOf(database, channel);
			const canaries = state.rollout === null ? [] : await runningCanaries(database, channel);
			return {
				channel,
				revision: state.revision,
				compositionId: state.composition_id,
				apps: await Promise.all(
					pointers.map(async ({ app, version, build, revision, changed_at, pinned }) => ({
						app,
						version,
						build,
						revision,
						changedAt: changed_at.toISOString(),
						pinned,
						signedBy: ((await signaturesOf(database, app)).get(version) ?? [])
							.filter(({ trusted }) => trusted)
							.map(({ keyId }) => keyId),
					})),
				),
				canaries: canaries.map(({ app, version, share, cohort }) => ({
					app,
					version,
					percent: percentOf(share),
					cohort,
				})),
				canaryCompositionIds: Object.values(state.rollout?.compositions ?? {}),
			};
		},

		async history(channel, { app, limit }) {
			if ((await readChannel(channel)) === undefined) return null;
			let query = historyOf(database, channel);
			if (app !== undefined) query = query.where('app', '=', app);
			const changes = await query
				.select(({ fn }) =>
					fn
						.agg<string | null>('lag', ['version'])
						.over((over) => over.partitionBy('app').orderBy('revision'))
						.as('previous_version'),
				)
				.orderBy('revision', 'desc')
				.limit(limit)
				.execute();
			return changes.map(({ previous_version, changed_at, change_group, composition_id, channel: _, ...change }) => ({
				...change,
				previousVersion: previous_version,
				changedAt: changed_at.toISOString(),
				group: change_group,
				compositionId: composition_id,
			}));
		},

		async readComposition(id) {
			const row = await database.selectFrom('compositions').select('content').where('id', '=', id).executeTakeFirst();
			return row?.content ?? null;
		},

		async current(channel) {
			const row = await database
				.selectFrom('channels')
				.select(['composition_id', 'rollout'])
				.where('name', '=', channel)
				.executeTakeFirst();
			if (row === undefined || row.composition_id === null) return null;
			return { compositionId: row.composition_id, rollout: row.rollout };
		},

		buildsOf,

		filesOf,

		integrityOf,
	};
};
