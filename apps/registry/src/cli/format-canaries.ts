import type { CanaryDescription } from '../canary/describe-canary.ts';
import type { SessionCounts } from '../canary/sequential-test.ts';
import { minute } from './format-answers.ts';

const share = ({ percent, cohort }: CanaryDescription): string =>
	[
		...(percent > 0 || cohort === null ? [`${percent} % of devices`] : []),
		...(cohort === null ? [] : [`the cohort ${cohort}`]),
	].join(' and ');

const states: Record<CanaryDescription['state'], string> = {
	running: 'is on trial',
	promoted: 'was promoted',
	'rolled-back': 'was rolled back',
	stopped: 'was stopped',
};

export const canaryLine = (canary: CanaryDescription): string =>
	`${canary.app} ${canary.version} ${states[canary.state]} in ${canary.channel} for ${share(canary)}, beside ${canary.stableVersion}.`;

const rate = ({ sessions, failing }: SessionCounts): string =>
	`${failing} of ${sessions} sessions failed${sessions === 0 ? '' : ` (${((100 * failing) / sessions).toFixed(2)} %)`}`;

export const canaryLines = (canary: CanaryDescription): string[] => [
	canaryLine(canary),
	`  candidate ${canary.version}: ${rate(canary.figures.candidate)}`,
	`  stable ${canary.stableVersion}: ${rate(canary.figures.stable)}`,
	...(canary.verdict === null ? [] : [`  now: ${canary.verdict.action}. ${canary.verdict.reason}`]),
	...canary.decisions.map(
		({ action, actor, reason, decidedAt }) =>
			`  ${minute(decidedAt)} ${action} by ${actor}${reason === null ? '' : `: ${reason}`}`,
	),
];
