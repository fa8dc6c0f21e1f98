import { createHttpError } from '@flotilla/server';
import type { Kysely } from 'kysely';
import type { RegistrySchema } from '../database/schema.ts';
import { type Change, type ChannelChange, changeChannel, type PlannedChange } from './change-channel.ts';
import { assertInChannel, assertRevision, movePointer, type PointerMove, type PointerState } from './move-pointer.ts';

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

	pin: (move) => database.transaction().execute((transaction) => movePointer(transaction, { ...move, action: 'pin' })),

	unpin: (move) =>
		database.transaction().execute((transaction) => movePointer(transaction, { ...move, action: 'unpin' })),

	remove: (move) =>
		database.transaction().execute((transaction) =>
			changeChannel(transaction, move, (view) => {
				assertRevision(view, move);
				assertInChannel(view, move);
				return [{ app: move.app, version: null, action: 'remove' }];
			}),
		),
});
