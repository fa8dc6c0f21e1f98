import { type FileSizes, formatCount, type GroupName, groups } from './figures.ts';
import type { KnownFiles } from './read-budgets.ts';

export interface Growth {
	file: string;
	/** Bytes more than before. */
	by: number;
	/** Bytes before; `undefined` for a file that was not a part of it. */
	before: number | undefined;
}

/** Under which name the files of a figure are known: those of all its kinds together. */
export const knownAs = (group: GroupName, subject: string): string => `${groups[group].of} ${subject}`;

/** What grew since the budgets were set, most first. */
export const findGrowth = (files: FileSizes, known: FileSizes = {}): Growth[] =>
	Object.entries(files)
		.map(([file, size]) => ({ file, by: size - (known[file] ?? 0), before: known[file] }))
		.filter(({ by }) => by > 0)
		.sort((a, b) => b.by - a.by);

/** A sentence that names the file that grew most or, where requests were added, those that are new; empty without any. */
export const describeGrowth = (
	{ group, subject, files }: { group: GroupName; subject: string; files: FileSizes },
	known: KnownFiles,
): string => {
	const growth = findGrowth(files, known[knownAs(group, subject)]);
	if (groups[group].unit === 'requests') {
		const added = growth.filter(({ before }) => before === undefined).map(({ file }) => file);
		return added.length === 0 ? '' : `New: ${added.join(', ')}.`;
	}
	const [most] = growth;
	if (most === undefined) return '';
	const { file, by, before } = most;
	return before === undefined
		? `${file} is new, with ${formatCount(by)} bytes.`
		: `${file} grew most, by ${formatCount(by)} to ${formatCount(before + by)} bytes.`;
};
