import type { Verdict } from './check-budgets.ts';
import { formatCount, type GroupName, groupNames, groups } from './figures.ts';

type Of = (typeof groups)[GroupName]['of'];

const titles: Record<Of, string> = { page: 'first load of', suite: 'suite, remotes', remote: 'remote' };

/** The tables of docs/performance.md: pages, suites and remotes, a column each; what is there and what may be. */
export const describeFigures = (verdicts: readonly Verdict[]): string =>
	(Object.keys(titles) as Of[]).map((of) => describeTable(of, verdicts)).join('\n\n');

const describeTable = (of: Of, verdicts: readonly Verdict[]): string => {
	const own = verdicts.filter(({ group }) => groups[group].of === of);
	const subjects = [...new Set(own.map(({ subject }) => subject))];
	const aims = own.some(({ aim }) => aim !== undefined);
	const row = (group: GroupName): string => {
		const cells = subjects.map((subject) => {
			const { value, limit } = own.find((verdict) => verdict.group === group && verdict.subject === subject) ?? {};
			return value === undefined ? '' : `${formatCount(value)} of ${limit === undefined ? 'none' : formatCount(limit)}`;
		});
		const aim = own.find((verdict) => verdict.group === group)?.aim;
		return [group, ...cells, ...(aims ? [aim === undefined ? '' : formatCount(aim)] : [])].join(' | ');
	};
	const rows = [
		[titles[of], ...subjects, ...(aims ? ['aim'] : [])].join(' | '),
		...groupNames.filter((group) => groups[group].of === of).map(row),
	].map((cells) => `| ${cells} |`);
	const numbers = subjects.length + (aims ? 1 : 0);
	return [rows[0], `|---|${'--:|'.repeat(numbers)}`, ...rows.slice(1)].join('\n');
};
