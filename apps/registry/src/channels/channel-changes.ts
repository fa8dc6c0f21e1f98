import { createHttpError } from '@flotilla/server';
import type { Kysely } from 'kysely';
import type { RegistrySchema } from '../database/schema.ts';
import { type Change, type ChannelChange, changeChannel, type PlannedChange } from './change-channel.ts';
import { assertRevision, movePointer, type PointerMove, type PointerState } from './move-pointer.ts';
import { historyOf } from './pointers.ts';

/** Changes of a channel beside promoting and rolling back one app. All throw as `ChannelStore.promote` does. */
export interface ChannelChanges {
	/**
	 * All apps go back to what the composition had, in one step; those it did not have leave the channel.
	 * `expectedRevision` is that of the channel. `mayChange` is asked for each app that would change, and throws.
	 */
	rollbackTo(
		change: Change & {
			compositionId: string;
			expectedRevision?: number | undefined;
			mayChange: (app: string) => void;
		},
	): Promise<ChannelChange>;
	/** Holds the app where it is, or at `version`, whoever wants to move it. */
	pin(move: PointerMove & { version?: string | undefined }): Promise<PointerState>;
	unpin(move: PointerMove): Promise<PointerState>;
	/** Takes the app out of the channel. Its builds and its history stay; `rollback` brings it back. */
	remove(move: PointerMove): Promise<ChannelChange>;
}

const notInChannel = ({ app, channel }: PointerMove) =>
	createHttpError('NOT_FOUND', { message: `${app} is not in the channel ${channel}.` });

export const createChannelChanges = (database: Kysely<RegistrySchema>): ChannelChanges => ({
	rollbackTo: ({ compositionId, expectedRevision, mayChange, ...change }) =>
		database.transaction().execute(async (transaction) => {
			const row = await transaction
				.selectFrom('compositions')
				.select('content')
				.where('id', '=', compositionId)
				.executeTakeFirst();
			// Its id is made of the channel's name, too: another channel's composition was never what this one served.
			if (row === undefined || row.content.channel !== change.channel) {
				throw createHttpError('NOT_FOUND', {
					message: `${change.channel} never had the composition ${compositionId}, or it was removed.`,
				});
			}
			const wanted = new Map([row.content.shell, ...row.content.remotes].map(({ app, version }) => [app, version]));
			return changeChannel(transaction, change, ({ revision, pointers }) => {
				if (expectedRevision !== undefined && expectedRevision !== revision) {
					throw createHttpError('CHANNEL_MOVED', {
						message: `${change.channel} is at revision ${revision}, not at ${expectedRevision}. Look again and retry.`,
					});
				}
				const apps = new Set([...pointers.map(({ app }) => app), ...wanted.keys()]);
				const planned = [...apps]
					.sort()
					.map((app): PlannedChange => ({ app, version: wanted.get(app) ?? null, action: 'rollback' }));
				for (const { app, version } of planned) {
					const current = pointers.find((pointer) => pointer.app === app)?.version ?? null;
					if (current !== version) mayChange(app);
				}
				return planned;
			});
		}),

	pin: ({ version, ...move }) =>
		database.transaction().execute(async (transaction) => {
			if (version !== undefined) return movePointer(transaction, { ...move, version, pin: true });
			const { channel, app } = move;
			const newest = await historyOf(transaction, channel)
				.where('app', '=', app)
				.orderBy('revision', 'desc')
				.limit(1)
				.executeTakeFirst();
			if (newest === undefined || newest.version === null) throw notInChannel(move);
			// Nobody is to be pinned to what they did not see: somebody else may move it before the channel is ours.
			const expectedRevision = move.expectedRevision ?? newest.revision;
			return movePointer(transaction, { ...move, expectedRevision, version: newest.version, pin: true });
		}),

	unpin: (move) =>
		database.transaction().execute(async (transaction) => {
			let version = '';
			let seenRevision = 0;
			const { compositionId, changes } = await changeChannel(transaction, move, (view) => {
				assertRevision(view, move);
				const pointer = view.pointers.find(({ app }) => app === move.app);
				if (pointer === undefined) throw notInChannel(move);
				version = pointer.version;
				seenRevision = pointer.revision;
				return [{ app: move.app, version, action: 'unpin', pinned: false }];
			});
			const revision = changes[0]?.revision ?? seenRevision;
			return { channel: move.channel, app: move.app, version, revision, compositionId, changed: changes.length > 0 };
		}),

	remove: (move) =>
		database.transaction().execute((transaction) =>
			changeChannel(transaction, move, (view) => {
				assertRevision(view, move);
				if (!view.pointers.some(({ app }) => app === move.app)) throw notInChannel(move);
				return [{ app: move.app, version: null, action: 'remove' }];
			}),
		),
});
