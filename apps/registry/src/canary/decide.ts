import type { CanaryPolicy } from './canary-policy.ts';
import { type SequentialTestResult, type SessionCounts, testSequentially } from './sequential-test.ts';

/** What was counted since a canary began. */
export interface CanaryFigures {
	candidate: SessionCounts;
	stable: SessionCounts;
}

export interface CanaryVerdict {
	action: 'promote' | 'roll-back' | 'go-on';
	/** With the figures, in a sentence for people. */
	reason: string;
	/** Of the sequential test; see `testSequentially`. */
	test: Omit<SequentialTestResult, 'verdict'>;
}

const describe = (name: string, { sessions, failing }: SessionCounts): string =>
	`${failing} of ${sessions} sessions of ${name} failed (${sessions === 0 ? '-' : `${((100 * failing) / sessions).toFixed(2)} %`})`;

/** What is to be done with a canary that has run for `hours`. Pure. */
export const decide = (policy: CanaryPolicy, { candidate, stable }: CanaryFigures, hours: number): CanaryVerdict => {
	const { harmfulDifference, alpha, beta, minimumSessions, maximumHours } = policy;
	const { verdict, ...test } = testSequentially({
		candidate,
		stable,
		difference: harmfulDifference / 100,
		alpha,
		beta,
	});
	const figures = `${describe('the candidate', candidate)}, and ${describe('the stable build', stable)}`;
	const evidence = `harm ${test.harm.toFixed(2)} of ${test.upper.toFixed(2)}, health ${(-test.leastHarm).toFixed(2)} of ${(-test.lower).toFixed(2)}`;
	const say = (action: CanaryVerdict['action'], why: string): CanaryVerdict => ({
		action,
		reason: `${why}: ${figures}; ${evidence}.`,
		test,
	});
	const isCounted = Math.min(candidate.sessions, stable.sessions) >= minimumSessions;
	if (isCounted && verdict === 'harmful') return say('roll-back', `Fails more often by ${harmfulDifference} points`);
	if (isCounted && verdict === 'healthy')
		return say('promote', `Does not fail more often by ${harmfulDifference} points`);
	if (hours >= maximumHours) return say('roll-back', `Undecided after ${maximumHours} hours`);
	return say('go-on', isCounted ? 'Not decided yet' : `Each build needs ${minimumSessions} sessions first`);
};
