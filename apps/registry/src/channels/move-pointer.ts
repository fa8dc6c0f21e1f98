import { createHttpError } from '@flotilla/server';
import type { Kysely, Transaction } from 'kysely';
import type { PointerAction, RegistrySchema } from '../database/schema.ts';
import { assertStoredBuildSigned } from '../signatures/assert-signed.ts';
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

/** The newest change of each app, with the build it names. */
export const pointersOf = (handle: Handle, channel: string) =>
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

/** All changes of a channel. */
export const historyOf = (handle: Handle, channel: string) =>
	handle.selectFrom('pointer_changes').selectAll().where('channel', '=', channel);

/** Throws `HttpError` BUILD_INVALID or SHARED_RANGE_UNMET. */
export const assertCompatible = (builds: readonly PublishedBuild[]): void => {
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
	await assertStoredBuildSigned(transaction, build);
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
