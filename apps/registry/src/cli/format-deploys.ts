import type { ChannelChange } from '../channels/change-channel.ts';
import type { ChannelDiff } from '../channels/channel-diff.ts';
import { apiName } from '../channels/check-endpoints.ts';
import type { DeployAnswer } from '../channels/deploy-check.ts';
import type { DoctorReport } from '../doctor/finding.ts';
import type { CollectedGarbage, CollectionRecord } from '../garbage/collected-garbage.ts';
import { columns, endedCanaryLines, minute } from './format-answers.ts';

const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`;

export const deployLines = ({ app, version, channel, ok, pinnedTo, problems, api }: DeployAnswer): string[] => [
	`${app} ${version} ${ok ? 'can' : 'cannot'} go live in ${channel}${problems.length > 0 || !ok ? ':' : '.'}`,
	...(pinnedTo === null ? [] : [`  POINTER_PINNED: ${app} is pinned to ${pinnedTo}.`]),
	...problems.map(({ code, severity, message, affects }) => {
		const breaks = severity === 'error' ? `  Breaks ${affects.join(', ')}.` : '  A warning: nobody loses anything.';
		return `  ${code}: ${message}${breaks}`;
	}),
	...(api === null && app !== apiName
		? [`  What the API behind ${channel} offers is not known: endpoints were not compared.`]
		: []),
];

export const diffTable = ({ from, to, apps }: ChannelDiff): string[] => {
	if (apps.length === 0) return [`${from} and ${to} have the same builds.`];
	const name = (side: ChannelDiff['apps'][number]['from']) => (side === null ? '-' : `${side.version} (${side.build})`);
	const removed = apps.filter(({ files }) => files === null);
	const sum = (value: (app: ChannelDiff['apps'][number]) => number | null) =>
		apps.reduce((total, app) => total + (value(app) ?? 0), 0);
	return [
		...columns([
			['APP', `FROM ${from}`, `TO ${to}`, 'NEW FILES', 'BYTES', 'COMPRESSED'],
			...apps.map((app) => [
				app.app,
				name(app.from),
				name(app.to),
				app.files === null ? 'removed' : String(app.files),
				app.bytes === null ? '-' : kilobytes(app.bytes),
				app.transferBytes === null ? '-' : kilobytes(app.transferBytes),
			]),
		]),
		...removed.map(
			({ app, to: gone }) =>
				`The files of ${app} ${gone?.version} were removed, as nothing needed them. Publish the same build again.`,
		),
		`A browser fetches at most ${sum(({ files }) => files)} files, ${kilobytes(sum(({ transferBytes }) => transferBytes))}${removed.length === 0 ? '' : ' of what is there'}.`,
	];
};

export const changeLines = ({ channel, revision, compositionId, changes, endedCanaries }: ChannelChange): string[] => {
	if (changes.length === 0) return [`${channel} served that already (revision ${revision}).`];
	return [
		...changes.map(
			({ app, version, previousVersion }) => `${app}: ${previousVersion ?? '-'} -> ${version ?? 'removed'}`,
		),
		`${channel} is at revision ${revision}, ${compositionId ?? 'without a page, as it has no shell'}.`,
		...endedCanaryLines(endedCanaries),
	];
};

export const garbageLines = (collected: CollectedGarbage): string[] => {
	const { dryRun, builds, compositions, uploads, files, blobs, bytes } = collected;
	return [
		...builds.map(({ app, version, build }) => `${app} ${version} (build ${build})`),
		`${dryRun ? 'Would remove' : 'Removed'} ${builds.length} builds, ${compositions.length} compositions, ${uploads} uploads, ${files} files; ${blobs} blobs of ${kilobytes(bytes)}.`,
	];
};

export const collectionsTable = (records: readonly CollectionRecord[]): string[] =>
	columns([
		['WHEN', 'WHO', 'BUILDS', 'BLOBS', 'BYTES', 'WHY'],
		...records.map(({ collectedAt, actor, result, reason }) => [
			minute(collectedAt),
			actor,
			String(result.builds.length),
			String(result.blobs),
			kilobytes(result.bytes),
			reason ?? '',
		]),
	]);

export const doctorLines = ({ url, ok, compositionId, checks, findings }: DoctorReport): string[] => [
	...findings.map(({ code, severity, message }) => `${severity.padEnd(7)}  ${code}: ${message}`),
	`${url} is ${ok ? 'well' : 'not well'}: ${checks} checks, ${findings.length} findings${compositionId === null ? '' : `, ${compositionId}`}.`,
];
