import type { EndedCanary } from '../canary/adjust-canaries.ts';
import type { ChannelState, PointerChange } from '../channels/channel-store.ts';
import type { PointerState } from '../channels/move-pointer.ts';

/** Rows of a table; the first one is its head. */
export const columns = (rows: readonly (readonly string[])[]): string[] => {
	const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)));
	return rows.map((row) =>
		row
			.map((cell, index) => cell.padEnd(widths[index] ?? 0))
			.join('  ')
			.trimEnd(),
	);
};

/** An instant to the minute, in UTC. */
export const minute = (instant: string): string => `${instant.slice(0, 16).replace('T', ' ')}Z`;

/** Says where a pointer is after a move. */
export const pointerLine = ({
	channel,
	app,
	version,
	revision,
	changed,
	compositionId,
	endedCanaries,
}: PointerState): string => {
	const where = `${channel} ${changed ? 'now serves' : 'served already'} ${app} ${version} (revision ${revision})`;
	const page = compositionId === null ? '; no page yet, as no shell is published.' : `, ${compositionId}.`;
	return [`${where}${page}`, ...endedCanaryLines(endedCanaries)].join('\n');
};

/** What a change has done to canaries. */
export const endedCanaryLines = (ended: readonly EndedCanary[]): string[] =>
	ended.map(({ app, version, state, reason }) => `The canary of ${app} ${version} is over (${state}): ${reason}`);

export const statusTable = ({ channel, revision, compositionId, apps, canaries }: ChannelState): string[] => [
	`${channel}, revision ${revision}, ${compositionId ?? 'no shell yet'}`,
	...columns([
		['APP', 'VERSION', 'BUILD', 'REVISION', 'SINCE', 'PINNED'],
		...apps.map((app) => [
			app.app,
			app.version,
			app.build,
			String(app.revision),
			minute(app.changedAt),
			app.pinned ? 'pinned' : '',
		]),
	]),
	...canaries.map(({ app, version, percent, cohort }) => {
		const some = [
			...(percent > 0 ? [`${percent} % of devices`] : []),
			...(cohort === null ? [] : [`the cohort ${cohort}`]),
		];
		return `${app} ${version} is on trial for ${some.join(' and ')}.`;
	}),
];

export const historyTable = (changes: readonly PointerChange[]): string[] =>
	columns([
		['REVISION', 'WHEN', 'APP', 'FROM', 'TO', 'HOW', 'COMPOSITION', 'WHO', 'WHY'],
		...changes.map((change) => [
			String(change.revision),
			minute(change.changedAt),
			change.app,
			change.previousVersion ?? '-',
			change.version ?? '-',
			change.overridden === null ? change.action : `${change.action} by force`,
			change.compositionId ?? '-',
			change.actor,
			change.reason ?? '',
		]),
	]);
