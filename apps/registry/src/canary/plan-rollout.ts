import type { Composition } from '@flotilla/contracts';
import type { ApiContract } from '@flotilla/contracts/open-api';
import { compose, type PublishedBuild } from '../channels/compose.ts';
import type { DeployProblem } from '../channels/deploy-problem.ts';
import { findDeployProblems } from '../channels/find-deploy-problems.ts';
import { type Rollout, rolloutKey } from './rollout.ts';

export interface Candidate {
	build: PublishedBuild;
	share: number;
	cohort: string | null;
}

export interface PlannedRollout {
	/** `null` without a canary that fits. */
	rollout: Rollout | null;
	/** All that pages may get beside the channel's own. */
	compositions: Composition[];
	/** Candidates that would break the channel's builds or one of the earlier candidates, and are not part of the rollout. */
	misfits: { app: string; problems: DeployProblem[] }[];
}

/**
 * What pages of a channel get while canaries run, the oldest canary first. A device may be in any of them, so each set of
 * candidates is a composition of its own, and has to fit. Pure.
 */
export const planRollout = (
	channel: string,
	builds: readonly PublishedBuild[],
	candidates: readonly Candidate[],
	/** What the API offers. Default `null`: candidates that are on trial are not ended by what the API changes. */
	api: ApiContract | null = null,
): PlannedRollout => {
	const current = builds.map(({ manifest }) => manifest);
	const withSet = (set: readonly Candidate[]): PublishedBuild[] => [
		...builds.filter(({ app }) => set.every((candidate) => candidate.build.app !== app)),
		...set.map(({ build }) => build),
	];
	const accepted: Candidate[] = [];
	const misfits: PlannedRollout['misfits'] = [];
	let sets: Candidate[][] = [[]];
	for (const candidate of candidates) {
		const withCandidate = sets.map((set) => [...set, candidate]);
		const problems = withCandidate.flatMap((set) =>
			findDeployProblems({
				current,
				next: withSet(set).map(({ manifest }) => manifest),
				moved: set.map(({ build }) => build.app),
				api,
			}).filter(({ severity }) => severity === 'error'),
		);
		if (problems.length > 0) {
			misfits.push({ app: candidate.build.app, problems });
			continue;
		}
		accepted.push(candidate);
		sets = [...sets, ...withCandidate];
	}
	if (accepted.length === 0) return { rollout: null, compositions: [], misfits };

	const composed = sets.slice(1).flatMap((set) => {
		const composition = compose(channel, withSet(set));
		return composition === null ? [] : [{ key: rolloutKey(set.map(({ build }) => build.app)), composition }];
	});
	return {
		rollout: {
			canaries: accepted.map(({ build: { app }, share, cohort }) => ({ app, share, cohort })),
			compositions: Object.fromEntries(composed.map(({ key, composition }) => [key, composition.id])),
		},
		compositions: composed.map(({ composition }) => composition),
		misfits,
	};
};
