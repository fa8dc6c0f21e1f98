import { randomUUID } from 'node:crypto';
import { createHttpError } from '@flotilla/server';
import type { Transaction } from 'kysely';
import { liveContract } from '../api-contract/api-contract-store.ts';
import { adjustCanaries, type EndedCanary } from '../canary/adjust-canaries.ts';
import type { PointerAction, RegistrySchema } from '../database/schema.ts';
import { assertStoredBuildSigned } from '../signatures/assert-signed.ts';
import { assertDeployable } from './assert-deployable.ts';
import { compose, type PublishedBuild } from './compose.ts';
import { findDeployProblems } from './find-deploy-problems.ts';
import { holdChannel } from './hold-channel.ts';
import { keepComposition } from './keep-composition.ts';
import type { Pointer } from './pointers.ts';
import { readBuild } from './read-build.ts';

/** Who changes a channel, and why. */
export interface Change {
	channel: string;
	/** The name of the publish token. */
	actor: string;
	/** In a sentence for people. */
	reason?: string | undefined;
	/** Does what `can-i-deploy` refuses, and writes down what that was. Default false. */
	force?: boolean | undefined;
}

export interface PlannedChange {
	app: string;
	/** `null` takes the app out of the channel. */
	version: string | null;
	action: PointerAction;
	/** Whether the pointer may not move from then on. Default: as it was. */
	pinned?: boolean;
}

export interface ChannelView {
	revision: number;
	pointers: Pointer[];
}

export interface ChannelChange {
	channel: string;
	/** The channel's, after all of it. */
	revision: number;
	compositionId: string | null;
	/** Empty when everything was as it should be already; nothing is written then. */
	changes: { app: string; version: string | null; previousVersion: string | null; revision: number }[];
	/** Canaries that are over by it. */
	endedCanaries: EndedCanary[];
}

/** Makes a channel and holds it; somebody else may make it at the same time. */
const beginChannel = async (transaction: Transaction<RegistrySchema>, channel: string) => {
	await transaction
		.insertInto('channels')
		.values({ name: channel })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	const held = await holdChannel(transaction, channel);
	if (held === null) throw new Error(`The channel ${channel} was made and is not there.`);
	return held;
};

/**
 * Changes pointers of one channel inside a transaction of the caller's, all that `plan` says or nothing.
 * Throws `HttpError`: NOT_FOUND, POINTER_PINNED, and as `assertDeployable` and `assertSigned` do.
 */
export const changeChannel = async (
	transaction: Transaction<RegistrySchema>,
	{ channel, actor, reason, force = false }: Change,
	plan: (view: ChannelView) => Promise<PlannedChange[]> | PlannedChange[],
): Promise<ChannelChange> => {
	const { state, pointers } = (await holdChannel(transaction, channel)) ?? (await beginChannel(transaction, channel));
	const pointerOf = (app: string) => pointers.find((pointer) => pointer.app === app);

	const planned = await plan({ revision: state.revision, pointers });
	const wanted = planned.filter(({ app, version, pinned }) => {
		const current = pointerOf(app);
		return (current?.version ?? null) !== version || (pinned !== undefined && pinned !== (current?.pinned ?? false));
	});
	if (wanted.length === 0) {
		return { channel, revision: state.revision, compositionId: state.composition_id, changes: [], endedCanaries: [] };
	}
	const moves = wanted.filter(({ app, version }) => (pointerOf(app)?.version ?? null) !== version);
	for (const { app } of moves) {
		const current = pointerOf(app);
		if (!current?.pinned) continue;
		throw createHttpError('POINTER_PINNED', {
			message: `${app} is pinned to ${current.version} in ${channel} by ${current.actor}: ${current.reason ?? 'no reason was given'}. Unpin it first.`,
		});
	}

	const moved = moves.map(({ app }) => app);
	const builds: PublishedBuild[] = pointers.filter(({ app }) => !moved.includes(app));
	for (const { app, version } of moves) {
		if (version === null) continue;
		const build = await readBuild(transaction, app, version);
		// Not for `force` to overrule: that is for who knows what breaks, and this is about who made it.
		await assertStoredBuildSigned(transaction, build);
		builds.push(build);
	}
	const manifestsOf = (list: readonly PublishedBuild[]) => list.map(({ manifest }) => manifest);
	const api = moves.length === 0 ? null : await liveContract(transaction, channel);
	const overridden =
		moves.length === 0
			? null
			: assertDeployable(
					findDeployProblems({ current: manifestsOf(pointers), next: manifestsOf(builds), moved, api }),
					force,
				);

	const composition = compose(channel, builds);
	if (composition !== null) await keepComposition(transaction, composition);
	const { rollout, ended } = await adjustCanaries(transaction, { channel, actor, builds, changes: wanted });
	const compositionId = composition?.id ?? null;
	const group = wanted.length > 1 ? randomUUID() : null;
	const rows = wanted.map(({ app, version, action, pinned }, index) => ({
		channel,
		revision: state.revision + 1 + index,
		app,
		version,
		action,
		actor,
		reason: reason ?? null,
		pinned: pinned ?? pointerOf(app)?.pinned ?? false,
		overridden: overridden === null ? null : JSON.stringify(overridden),
		change_group: group,
		composition_id: compositionId,
	}));
	const revision = state.revision + rows.length;
	await transaction.insertInto('pointer_changes').values(rows).execute();
	await transaction
		.updateTable('channels')
		.set({ revision, composition_id: compositionId, rollout: rollout && JSON.stringify(rollout) })
		.where('name', '=', channel)
		.execute();
	return {
		channel,
		revision,
		compositionId,
		changes: rows.map((row) => ({
			app: row.app,
			version: row.version,
			previousVersion: pointerOf(row.app)?.version ?? null,
			revision: row.revision,
		})),
		endedCanaries: ended,
	};
};
