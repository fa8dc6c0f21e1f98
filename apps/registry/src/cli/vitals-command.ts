import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import type { VitalName } from '../vitals/vital.ts';
import type { VitalSummary, VitalsRow } from '../vitals/vitals-store.ts';
import type { CommandKit, ConnectionOptions } from './command-kit.ts';
import { wholeNumber } from './deploy-commands.ts';
import { columns, minute } from './format-answers.ts';

interface VitalsOptions extends ConnectionOptions {
	channel: string;
	by: 'build' | 'composition';
	days?: number;
	minimumPages?: number;
}

const grouping = (value: string): VitalsOptions['by'] => {
	if (value !== 'build' && value !== 'composition') throw new InvalidArgumentError('Use build or composition.');
	return value;
};

const signed = (value: number): string => (value > 0 ? `+${value}` : String(value));

const marks: Record<VitalSummary['rating'], string> = { good: '', 'needs-improvement': ' !', poor: ' !!' };

const cell = (name: VitalName, summary: VitalSummary | null): string => {
	if (summary === null) return '-';
	const { p75, difference, rating } = summary;
	const unit = name === 'cls' ? '' : ' ms';
	return `${p75}${unit}${difference === null ? '' : ` (${signed(difference)})`}${marks[rating]}`;
};

const vitalsTable = (rows: readonly VitalsRow[], by: VitalsOptions['by']): string[] => [
	...columns([
		['APP', 'VERSION', ...(by === 'composition' ? ['COMPOSITION'] : []), 'SINCE', 'PAGES', 'LCP', 'INP', 'CLS'],
		...rows.map(({ app, version, compositionId, firstAt, vitals: { lcp, inp, cls } }) => [
			app,
			version,
			...(by === 'composition' ? [compositionId ?? '-'] : []),
			minute(firstAt),
			String(Math.max(lcp?.pages ?? 0, inp?.pages ?? 0, cls?.pages ?? 0)),
			cell('lcp', lcp),
			cell('inp', inp),
			cell('cls', cls),
		]),
	]),
	'What 75 % of pages do not exceed; in brackets against the one before. ! needs improvement, !! is poor.',
];

/** `flotilla vitals [app]`. */
export const addVitalsCommand = ({ command, clientOf, answer }: CommandKit): void => {
	const made: Command = command('vitals [app]', 'Core Web Vitals that pages told, by build, against the one before');
	made
		.option('--channel <name>', 'the channel', 'production')
		.option('--by <build|composition>', 'what is taken together', grouping, 'build')
		.option('--days <days>', 'how far back (default: 30)', wholeNumber)
		.option('--minimum-pages <pages>', 'what two need to be compared (default: 50)', wholeNumber)
		.action(async (app: string | undefined, { channel, by, days, minimumPages, ...options }: VitalsOptions) => {
			const rows = await clientOf(options).vitals(channel, { app, by, days, minimumPages });
			answer(options, rows, () =>
				rows.length === 0
					? [`No page of ${channel} has told its vitals. Pages do while a canary runs, or with BEACONS=always.`]
					: vitalsTable(rows, by),
			);
		});
};
