import type { Transaction } from 'kysely';
import type { PublishedBuild } from '../channels/compose.ts';
import { keepComposition } from '../channels/keep-composition.ts';
import type { PointerAction, RegistrySchema } from '../database/schema.ts';
import type { Canary } from './canary.ts';
import { type Candidate, planRollout } from './plan-rollout.ts';
import type { Rollout } from './rollout.ts';
import { candidateOf, endCanary, runningCanaries } from './running-canaries.ts';

/** A canary that a change of the channel has ended. */
export interface EndedCanary {
	app: string;
	version: string;
	state: 'promoted' | 'stopped';
	reason: string;
}

export interface ChannelAfterChange {
	channel: string;
	actor: string;
	/** What the pointers name now. */
	builds: readonly PublishedBuild[];
	/** What was done to which app. Default: nothing. */
	changes?: readonly { app: string; version: string | null; action: PointerAction }[];
}

/**
 * What the channel's pages get from now on, and which canaries that ends: those whose app was moved, pinned or taken out
 * by hand, and those whose candidate does not go any longer with what is live. Needs the channel's lock.
 */
export const adjustCanaries = async (
	transaction: Transaction<RegistrySchema>,
	{ channel, actor, builds, changes = [] }: ChannelAfterChange,
): Promise<{ rollout: Rollout | null; ended: EndedCanary[] }> => {
	const running = await runningCanaries(transaction, channel);
	const ended: EndedCanary[] = [];
	const end = async (canary: Canary, state: EndedCanary['state'], reason: string): Promise<void> => {
		const action = state === 'promoted' ? 'promote' : 'stop';
		await endCanary(transaction, canary, { action, actor, reason });
		ended.push({ app: canary.app, version: canary.version, state, reason });
	};

	const remaining: Canary[] = [];
	for (const canary of running) {
		const change = changes.find(({ app, action }) => app === canary.app && action !== 'unpin');
		if (change === undefined) remaining.push(canary);
		else if (change.version === canary.version) await end(canary, 'promoted', `${actor} promoted it by hand.`);
		else await end(canary, 'stopped', describeChange(change, actor));
	}
	if (remaining.length === 0) return { rollout: null, ended };

	const candidates: Candidate[] = [];
	for (const canary of remaining) candidates.push(await candidateOf(transaction, canary));
	const { rollout, compositions, misfits } = planRollout(channel, builds, candidates);
	for (const composition of compositions) await keepComposition(transaction, composition);
	for (const { app, problems } of misfits) {
		const canary = remaining.find((one) => one.app === app) as Canary;
		await end(canary, 'stopped', `It no longer goes with what is live: ${problems[0]?.message}`);
	}
	return { rollout, ended };
};

const verbs: Record<PointerAction, string> = {
	promote: 'promoted',
	rollback: 'rolled back',
	pin: 'pinned',
	unpin: 'unpinned',
	remove: 'removed',
};

const describeChange = (
	{ app, version, action }: { app: string; version: string | null; action: PointerAction },
	actor: string,
): string => `${actor} ${verbs[action]} ${app} by hand${version === null ? '' : ` (${version})`}.`;
