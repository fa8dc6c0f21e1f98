import type { Composition } from '@flotilla/contracts';
import { createHttpError } from '@flotilla/server';
import type { Kysely, Transaction } from 'kysely';
import type { PointerAction, RegistrySchema } from '../database/schema.ts';
import { checkCompatibility, describeUnmetRange } from './check-compatibility.ts';
import { compose, type PublishedBuild } from './compose.ts';
import { previousVersion } from './previous-version.ts';

type Handle = Kysely<RegistrySchema> | Transaction<RegistrySchema>;

export interface PointerMove {
	channel: string;
	app: string;
	/** Who does it: the name of the publish token. */
	actor: string;
	/** Why, in a sentence for people. */
	reason?: string | undefined;
	/** The revision at which the caller saw the app's pointer, 0 when there was none. Without it the last one wins. */
	expectedRevision?: number | undefined;
}

export interface PointerState {
	channel: string;
	app: string;
	version: string;
	/** The channel's revision at which this pointer came to its version. */
	revision: number;
	/** `null` while the channel has no shell. */
	compositionId: string | null;
	/** False when the pointer was there already; nothing is written then. */
	changed: boolean;
}

export interface ChannelState {
	channel: string;
	revision: number;
	compositionId: string | null;
	apps: { app: string; version: string; build: string; revision: number; changedAt: string }[];
}

export interface PointerChange {
	revision: number;
	app: string;
	version: string;
	/** `null` for the first one. */
	previousVersion: string | null;
	action: PointerAction;
	actor: string;
	reason: string | null;
	changedAt: string;
}

export interface ChannelStore {
	/**
	 * Points a channel at a published version. Moves of one channel happen one after another.
	 *
	 * Throws `HttpError`: NOT_FOUND (no such version), CHANNEL_MOVED (the pointer is not at
	 * `expectedRevision`), SHARED_RANGE_UNMET, BUILD_INVALID (two shells, two owners of a path).
	 */
	promote(move: PointerMove & { version: string }): Promise<PointerState>;
	/** Points back at what the app had before its present version. Twice goes back twice. Throws as `promote` does. */
	rollback(move: PointerMove): Promise<PointerState>;
	/** `null` when the channel does not exist. */
	read(channel: string): Promise<ChannelState | null>;
	/** Newest first. `null` when the channel does not exist. */
	history(channel: string, options: { app?: string | undefined; limit: number }): Promise<PointerChange[] | null>;
	readComposition(id: string): Promise<Composition | null>;
	/** The composition new pages of the channel get; `null` while it has no shell. */
	currentCompositionId(channel: string): Promise<string | null>;
	/** The builds of a composition, for what their manifests say beyond it. */
	buildsOf(composition: Composition): Promise<PublishedBuild[]>;
}

const pointersOf = (handle: Handle, channel: string) =>
	handle
		.selectFrom('pointer_changes')
		.innerJoin('builds', (join) =>
			join.onRef('builds.app', '=', 'pointer_changes.app').onRef('builds.version', '=', 'pointer_changes.version'),
		)
		.distinctOn('pointer_changes.app')
		.select([
			'pointer_changes.app',
			'pointer_changes.version',
			'pointer_changes.revision',
			'pointer_changes.changed_at',
			'builds.build',
			'builds.manifest',
		])
		.where('pointer_changes.channel', '=', channel)
		.orderBy('pointer_changes.app')
		.orderBy('pointer_changes.revision', 'desc')
		.execute();

const historyOf = (handle: Handle, channel: string) =>
	handle.selectFrom('pointer_changes').selectAll().where('channel', '=', channel);

const assertCompatible = (builds: readonly PublishedBuild[]): void => {
	const { unmet, conflicts } = checkCompatibility(builds.map(({ manifest }) => manifest));
	if (conflicts.length > 0) {
		throw createHttpError('BUILD_INVALID', { message: conflicts.join(' '), errors: { channel: conflicts } });
	}
	if (unmet.length === 0) return;
	const errors: Record<string, string[]> = {};
	for (const range of unmet) errors[range.module] = [...(errors[range.module] ?? []), describeUnmetRange(range)];
	throw createHttpError('SHARED_RANGE_UNMET', { message: unmet.map(describeUnmetRange).join(' '), errors });
};

/** Moves a pointer inside a transaction of the caller's, so that a publish and its pointer are one step. */
export const movePointer = async (
	transaction: Transaction<RegistrySchema>,
	{
		channel,
		app,
		actor,
		reason,
		expectedRevision,
		...target
	}: PointerMove & ({ version: string } | { action: 'rollback' }),
): Promise<PointerState> => {
	await transaction
		.insertInto('channels')
		.values({ name: channel })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	// The row is the channel's lock: whoever comes second waits here, and then sees what the first one did.
	const state = await transaction
		.selectFrom('channels')
		.selectAll()
		.where('name', '=', channel)
		.forUpdate()
		.executeTakeFirstOrThrow();

	const pointers = await pointersOf(transaction, channel);
	const current = pointers.find((pointer) => pointer.app === app);
	if (expectedRevision !== undefined && expectedRevision !== (current?.revision ?? 0)) {
		const found = current === undefined ? 'is not there' : `is at revision ${current.revision} (${current.version})`;
		throw createHttpError('CHANNEL_MOVED', {
			message: `The pointer of ${app} in ${channel} ${found}, not at revision ${expectedRevision}. Look again and retry.`,
		});
	}

	let version: string;
	if ('version' in target) {
		version = target.version;
	} else {
		const changes = await historyOf(transaction, channel).where('app', '=', app).orderBy('revision').execute();
		const previous = previousVersion(changes);
		if (previous === null) {
			throw createHttpError('NOT_FOUND', { message: `${app} had no earlier version in ${channel}.` });
		}
		version = previous;
	}
	const action: PointerAction = 'version' in target ? 'promote' : 'rollback';

	if (current?.version === version) {
		const { composition_id: compositionId } = state;
		return { channel, app, version, revision: current.revision, compositionId, changed: false };
	}

	const build = await transaction
		.selectFrom('builds')
		.select(['app', 'version', 'build', 'manifest'])
		.where('app', '=', app)
		.where('version', '=', version)
		.executeTakeFirst();
	if (build === undefined) {
		throw createHttpError('NOT_FOUND', { message: `Version ${version} of ${app} has not been published.` });
	}
	const builds = [...pointers.filter((pointer) => pointer.app !== app), build];
	assertCompatible(builds);

	const revision = state.revision + 1;
	const composition = compose(channel, builds);
	if (composition !== null) {
		await transaction
			.insertInto('compositions')
			.values({ id: composition.id, content: JSON.stringify(composition) })
			.onConflict((conflict) => conflict.doNothing())
			.execute();
	}
	const compositionId = composition?.id ?? null;
	await transaction
		.insertInto('pointer_changes')
		.values({ channel, revision, app, version, action, actor, reason: reason ?? null })
		.execute();
	await transaction
		.updateTable('channels')
		.set({ revision, composition_id: compositionId })
		.where('name', '=', channel)
		.execute();
	return { channel, app, version, revision, compositionId, changed: true };
};

export const createChannelStore = (database: Kysely<RegistrySchema>): ChannelStore => {
	const readChannel = (name: string) =>
		database.selectFrom('channels').selectAll().where('name', '=', name).executeTakeFirst();

	return {
		promote: (move) => database.transaction().execute((transaction) => movePointer(transaction, move)),

		rollback: (move) =>
			database.transaction().execute((transaction) => movePointer(transaction, { ...move, action: 'rollback' })),

		async read(channel) {
			const state = await readChannel(channel);
			if (state === undefined) return null;
			const pointers = await pointersOf(database, channel);
			return {
				channel,
				revision: state.revision,
				compositionId: state.composition_id,
				apps: pointers.map(({ app, version, build, revision, changed_at }) => ({
					app,
					version,
					build,
					revision,
					changedAt: changed_at.toISOString(),
				})),
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
			return changes.map(({ revision, app: name, version, previous_version, action, actor, reason, changed_at }) => ({
				revision,
				app: name,
				version,
				previousVersion: previous_version,
				action,
				actor,
				reason,
				changedAt: changed_at.toISOString(),
			}));
		},

		async readComposition(id) {
			const row = await database.selectFrom('compositions').select('content').where('id', '=', id).executeTakeFirst();
			return row?.content ?? null;
		},

		async currentCompositionId(channel) {
			const row = await database
				.selectFrom('channels')
				.select('composition_id')
				.where('name', '=', channel)
				.executeTakeFirst();
			return row?.composition_id ?? null;
		},

		async buildsOf({ shell, remotes }) {
			const parts = [shell, ...remotes];
			return database
				.selectFrom('builds')
				.select(['app', 'version', 'build', 'manifest'])
				.where(({ eb, or }) => or(parts.map(({ app, version }) => eb('app', '=', app).and('version', '=', version))))
				.execute();
		},
	};
};
