import type { Kysely, Transaction } from 'kysely';
import type { RegistrySchema } from '../database/schema.ts';

type Handle = Kysely<RegistrySchema> | Transaction<RegistrySchema>;

/** The newest change of each app that is in the channel, with the build it names; at a revision, or now. */
export const pointersOf = (handle: Handle, channel: string, { revision }: { revision?: number } = {}) =>
	handle
		.selectFrom((from) => {
			const changes = from
				.selectFrom('pointer_changes')
				.distinctOn('app')
				.selectAll()
				.where('channel', '=', channel)
				.orderBy('app')
				.orderBy('revision', 'desc');
			return (revision === undefined ? changes : changes.where('revision', '<=', revision)).as('newest');
		})
		// After the newest is found: an app that was taken out has no build to join.
		.innerJoin('builds', (join) =>
			join.onRef('builds.app', '=', 'newest.app').onRef('builds.version', '=', 'newest.version'),
		)
		.select([
			'newest.app',
			'newest.revision',
			'newest.changed_at',
			'newest.pinned',
			'newest.actor',
			'newest.reason',
			'builds.version',
			'builds.build',
			'builds.manifest',
			'builds.collected_at',
		])
		.orderBy('newest.app')
		.execute();

export type Pointer = Awaited<ReturnType<typeof pointersOf>>[number];

/** All changes of a channel. */
export const historyOf = (handle: Handle, channel: string) =>
	handle.selectFrom('pointer_changes').selectAll().where('channel', '=', channel);
