import type { Kysely, Transaction } from 'kysely';
import { readBuild } from '../channels/read-build.ts';
import type { CanaryAction, CanaryState, RegistrySchema } from '../database/schema.ts';
import type { Canary } from './canary.ts';
import { figuresOf } from './canary-figures.ts';
import type { CanaryFigures } from './decide.ts';
import type { Candidate } from './plan-rollout.ts';

type Handle = Kysely<RegistrySchema> | Transaction<RegistrySchema>;

/** Those of a channel, the oldest first. */
export const runningCanaries = (handle: Handle, channel: string): Promise<Canary[]> =>
	handle
		.selectFrom('canaries')
		.selectAll()
		.where('channel', '=', channel)
		.where('state', '=', 'running')
		.orderBy('id')
		.execute();

export const candidateOf = async (handle: Handle, { app, version, share, cohort }: Canary): Promise<Candidate> => ({
	build: await readBuild(handle, app, version),
	share,
	cohort,
});

export interface Decision {
	action: CanaryAction;
	actor: string;
	reason: string | null;
	figures: CanaryFigures;
	/** Milliseconds since 1970. Default: now. */
	at?: number;
}

export const writeDecision = async (
	transaction: Transaction<RegistrySchema>,
	{ id }: Canary,
	{ action, actor, reason, figures, at = Date.now() }: Decision,
): Promise<void> => {
	await transaction
		.insertInto('canary_decisions')
		.values({
			canary_id: id,
			action,
			actor,
			reason,
			figures: JSON.stringify(figures),
			decided_at: new Date(at),
		})
		.execute();
};

const stateAfter = { promote: 'promoted', 'roll-back': 'rolled-back', stop: 'stopped' } as const satisfies Partial<
	Record<CanaryAction, CanaryState>
>;

/** It is over, and is written down. Pages have the candidate until the channel's rollout is written anew. */
export const endCanary = async (
	transaction: Transaction<RegistrySchema>,
	canary: Canary,
	decision: Omit<Decision, 'figures'> & { action: keyof typeof stateAfter },
): Promise<void> => {
	await transaction
		.updateTable('canaries')
		.set({ state: stateAfter[decision.action], ended_at: new Date(decision.at ?? Date.now()) })
		.where('id', '=', canary.id)
		.execute();
	await writeDecision(transaction, canary, { ...decision, figures: await figuresOf(transaction, canary) });
};
