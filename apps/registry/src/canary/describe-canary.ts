import type { Kysely, Transaction } from 'kysely';
import type { CanaryAction, CanaryState, RegistrySchema } from '../database/schema.ts';
import type { Canary } from './canary.ts';
import { figuresOf } from './canary-figures.ts';
import type { CanaryPolicy } from './canary-policy.ts';
import { type CanaryFigures, type CanaryVerdict, decide } from './decide.ts';
import { allBuckets } from './rollout.ts';

export interface CanaryDescription {
	id: number;
	channel: string;
	app: string;
	/** The candidate. */
	version: string;
	stableVersion: string;
	percent: number;
	cohort: string | null;
	policy: CanaryPolicy;
	state: CanaryState;
	startedBy: string;
	reason: string | null;
	startedAt: string;
	endedAt: string | null;
	/** Since it began; of one that is over, until its end. */
	figures: CanaryFigures;
	/** What the controller would do now; `null` when it is over. */
	verdict: CanaryVerdict | null;
	/** Oldest first. */
	decisions: {
		action: CanaryAction;
		actor: string;
		reason: string | null;
		figures: CanaryFigures;
		decidedAt: string;
	}[];
}

export const percentOf = (share: number): number => (share * 100) / allBuckets;

/** Hours that a canary has run at an instant, in milliseconds since 1970. */
export const hoursOf = ({ started_at }: Canary, instant: number): number =>
	(instant - started_at.getTime()) / 3_600_000;

/** A canary with its figures and all that was decided about it. */
export const describeCanary = async (
	handle: Kysely<RegistrySchema> | Transaction<RegistrySchema>,
	canary: Canary,
	now: number,
): Promise<CanaryDescription> => {
	const decisions = await handle
		.selectFrom('canary_decisions')
		.select(['action', 'actor', 'reason', 'figures', 'decided_at'])
		.where('canary_id', '=', canary.id)
		.orderBy('id')
		.execute();
	const isRunning = canary.state === 'running';
	const figures = isRunning ? await figuresOf(handle, canary) : (decisions.at(-1)?.figures as CanaryFigures);
	return {
		id: canary.id,
		channel: canary.channel,
		app: canary.app,
		version: canary.version,
		stableVersion: canary.stable_version,
		percent: percentOf(canary.share),
		cohort: canary.cohort,
		policy: canary.policy,
		state: canary.state,
		startedBy: canary.started_by,
		reason: canary.reason,
		startedAt: canary.started_at.toISOString(),
		endedAt: canary.ended_at?.toISOString() ?? null,
		figures,
		verdict: isRunning ? decide(canary.policy, figures, hoursOf(canary, now)) : null,
		decisions: decisions.map(({ decided_at, ...decision }) => ({
			...decision,
			decidedAt: decided_at.toISOString(),
		})),
	};
};
