import type { Verdict } from './check-budgets.ts';
import { formatCount, groups } from './figures.ts';
import { findGrowth, knownAs } from './find-growth.ts';
import type { KnownFiles } from './read-budgets.ts';

/** Every figure: what, now, limit, left. A blank line stands between groups. */
export const describeVerdicts = (verdicts: readonly Verdict[]): string => {
	const rows = verdicts.map(({ group, subject, value, limit, aim, objection }) => [
		`${groups[group].of === 'suite' ? `${subject} ${subject === '1' ? 'remote' : 'remotes'}` : subject}: ${group}`,
		formatCount(value),
		limit === undefined ? 'none' : formatCount(limit),
		limit === undefined ? '' : formatCount(limit - value),
		objection === null ? (aim !== undefined && value > aim ? `aim ${formatCount(aim)}` : '') : 'exceeded',
	]);
	const table = [['what', 'now', 'limit', 'left', ''], ...rows];
	const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
	return table
		.map((row) =>
			row
				.map((text, column) =>
					column === 0 || column === 4 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0),
				)
				.join('  ')
				.trimEnd(),
		)
		.join('\n');
};

const largest = 10;

/** The largest files of each page's first load, with what they were when the budgets were set. */
export const explainPages = (verdicts: readonly Verdict[], known: KnownFiles): string => {
	const pages = verdicts.filter(({ group }) => group === 'bytes of scripts');
	return pages
		.map(({ group, subject }) => {
			const parts = verdicts.filter((verdict) => verdict.subject === subject && groups[verdict.group].of === 'page');
			const files = Object.assign({}, ...parts.map((part) => part.files)) as Record<string, number>;
			const growth = new Map(
				findGrowth(files, known[knownAs(group, subject)]).map(({ file, by, before }) => [file, { by, before }]),
			);
			const lines = Object.entries(files)
				.sort(([, a], [, b]) => b - a)
				.slice(0, largest)
				.map(([file, size]) => {
					const grown = growth.get(file);
					const note = grown === undefined ? '' : grown.before === undefined ? '  new' : `  +${formatCount(grown.by)}`;
					return `${formatCount(size).padStart(9)}  ${file}${note}`;
				});
			return [`${subject}, ${Object.keys(files).length} files, the largest:`, ...lines].join('\n');
		})
		.join('\n\n');
};
