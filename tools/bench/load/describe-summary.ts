import type { Comparison } from '../statistics/compare-pairs.ts';
import { kinds } from './count-traffic.ts';
import type { Summary, VariantSummary } from './summarize.ts';
import { type VariantName, variantNames, variantTitles } from './variants.ts';

/** The summary as a Markdown table, which reads well on a terminal, too. */
export const describeSummary = (summary: Summary): string => {
	const column = (title: string, cell: (variant: VariantSummary) => string) => ({ title, cell });
	const columns = [
		column('usable, ms', ({ time }) => String(Math.round(time))),
		column('time ratio', ({ againstMonolith }) => ratio(againstMonolith.time)),
		column('KB', ({ bytes }) => kilobytes(bytes)),
		column('bytes ratio', ({ againstMonolith }) => ratio(againstMonolith.bytes)),
		column('requests', ({ requests }) => String(requests)),
		...kinds
			.filter((kind) => variantNames.some((name) => summary[name].traffic[kind].requests > 0))
			.map((kind) => column(kind, ({ traffic }) => `${kilobytes(traffic[kind].bytes)} / ${traffic[kind].requests}`)),
	];
	const header = ['', ...columns.map(({ title }) => title)];
	const body = variantNames.map((name: VariantName) => [
		variantTitles[name],
		...columns.map(({ cell }) => cell(summary[name])),
	]);
	const widths = header.map((title, index) => Math.max(title.length, ...body.map((row) => (row[index] ?? '').length)));
	const line = (cells: readonly string[]) =>
		`| ${cells.map((cell, index) => (index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0))).join(' | ')} |`;
	const rule = `|${widths.map((width, index) => (index === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
	return [line(header), rule, ...body.map(line)].join('\n');
};

const kilobytes = (bytes: number): string => (bytes / 1_000).toFixed(1);

/** `1.07 (1.05 to 1.09)` */
export const ratio = ({ ratio: middle, low, high }: Comparison): string =>
	low === high ? middle.toFixed(2) : `${middle.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
