import type { Comparison } from '../statistics/compare-pairs.ts';
import { kinds } from './measure/count-traffic.ts';
import type { Summary, VariantSummary } from './summarize.ts';
import { variantNames, variantTitles } from './variants.ts';

/** The summary as a Markdown table, which reads well on a terminal, too. */
export const describeSummary = (summary: Summary): string => {
	const shown = variantNames.flatMap((name) => {
		const variant = summary[name];
		return variant === undefined ? [] : [{ name, variant }];
	});
	const column = (title: string, cell: (variant: VariantSummary) => string) => ({ title, cell });
	const columns = [
		column('usable, ms', ({ time }) => String(Math.round(time))),
		column('time ratio', ({ againstBase }) => ratio(againstBase.time)),
		column('KB', ({ bytes }) => kilobytes(bytes)),
		column('bytes ratio', ({ againstBase }) => ratio(againstBase.bytes)),
		column('requests', ({ requests }) => String(requests)),
		...kinds
			.filter((kind) => shown.some(({ variant }) => variant.traffic[kind].requests > 0))
			.map((kind) => column(kind, ({ traffic }) => `${kilobytes(traffic[kind].bytes)} / ${traffic[kind].requests}`)),
	];
	const header = ['', ...columns.map(({ title }) => title)];
	const body = shown.map(({ name, variant }) => [variantTitles[name], ...columns.map(({ cell }) => cell(variant))]);
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
