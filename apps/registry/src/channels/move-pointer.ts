import { createHttpError } from '@flotilla/server';
import type { Transaction } from 'kysely';
import type { EndedCanary } from '../canary/adjust-canaries.ts';
import type { RegistrySchema } from '../database/schema.ts';
import { type Change, type ChannelView, changeChannel, type PlannedChange } from './change-channel.ts';
import { historyOf, type Pointer } from './pointers.ts';
import { previousVersion } from './previous-version.ts';

export interface PointerMove extends Change {
	app: string;
	/** The revision at which the caller saw the app's pointer, 0 when there was none. Without it the last one wins. */
	expectedRevision?: number | undefined;
}

export interface PointerState {
	channel: string;
	app: string;
	version: string;
	/** The channel's revision at which this pointer was changed last. */
	revision: number;
	/** `null` while the channel has no shell. */
	compositionId: string | null;
	/** False when the pointer was there already; nothing is written then. */
	changed: boolean;
	/** Canaries that are over by it. */
	endedCanaries: EndedCanary[];
}

/** Throws `HttpError` CHANNEL_MOVED. */
export const assertRevision = (
	{ pointers }: ChannelView,
	{ channel, app, expectedRevision }: Pick<PointerMove, 'channel' | 'app' | 'expectedRevision'>,
): void => {
	const current = pointers.find((pointer) => pointer.app === app);
	if (expectedRevision === undefined || expectedRevision === (current?.revision ?? 0)) return;
	const found = current === undefined ? 'is not there' : `is at revision ${current.revision} (${current.version})`;
	throw createHttpError('CHANNEL_MOVED', {
		message: `The pointer of ${app} in ${channel} ${found}, not at revision ${expectedRevision}. Look again and retry.`,
	});
};

/** `to`, if the app had it in the channel, or what it had before its present version. Throws `HttpError` NOT_FOUND. */
const rollbackTarget = async (
	transaction: Transaction<RegistrySchema>,
	{ channel, app }: PointerMove,
	to: string | undefined,
): Promise<string> => {
	const changes = await historyOf(transaction, channel).where('app', '=', app).orderBy('revision').execute();
	const found = to === undefined ? previousVersion(changes) : changes.find(({ version }) => version === to)?.version;
	if (typeof found === 'string') return found;
	const sought = to === undefined ? 'no earlier version' : `never version ${to}`;
	throw createHttpError('NOT_FOUND', { message: `${app} had ${sought} in ${channel}.` });
};

/** Throws `HttpError` NOT_FOUND. */
export const assertInChannel = ({ pointers }: ChannelView, move: PointerMove): Pointer => {
	const pointer = pointers.find(({ app }) => app === move.app);
	if (pointer !== undefined) return pointer;
	throw createHttpError('NOT_FOUND', { message: `${move.app} is not in the channel ${move.channel}.` });
};

/** Where a pointer goes: to a version, back, or nowhere. A pin holds it there, or where it is. */
export type PointerTarget =
	| { action: 'promote'; version: string }
	| { action: 'rollback'; to?: string | undefined }
	| { action: 'pin'; version?: string | undefined }
	| { action: 'unpin' };

/** Moves a pointer inside a transaction of the caller's, so that a publish and its pointer are one step. */
export const movePointer = async (
	transaction: Transaction<RegistrySchema>,
	{ expectedRevision, ...move }: PointerMove & PointerTarget,
): Promise<PointerState> => {
	const { channel, app } = move;
	/** Asked when the channel is held: nobody moves it between the question and the change. */
	const planOf = async (view: ChannelView): Promise<PlannedChange & { version: string }> => {
		switch (move.action) {
			case 'promote':
				return { app, version: move.version, action: 'promote' };
			case 'rollback':
				return { app, version: await rollbackTarget(transaction, move, move.to), action: 'rollback' };
			case 'pin':
				return { app, version: move.version ?? assertInChannel(view, move).version, action: 'pin', pinned: true };
			case 'unpin':
				return { app, version: assertInChannel(view, move).version, action: 'unpin', pinned: false };
		}
	};
	let version = '';
	let seenRevision = 0;
	const { compositionId, changes, endedCanaries } = await changeChannel(transaction, move, async (view) => {
		assertRevision(view, { channel, app, expectedRevision });
		seenRevision = view.pointers.find((pointer) => pointer.app === app)?.revision ?? 0;
		const planned = await planOf(view);
		version = planned.version;
		return [planned];
	});
	const revision = changes[0]?.revision ?? seenRevision;
	return { channel, app, version, revision, compositionId, changed: changes.length > 0, endedCanaries };
};
