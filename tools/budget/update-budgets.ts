import { type Figure, groupNames, groups } from './figures.ts';
import { knownAs } from './find-growth.ts';
import type { BudgetGroup, Budgets, KnownFiles } from './read-budgets.ts';

/**
 * The budgets at these figures, with the slack. A limit within the aim of its group is not raised over it: who wants
 * that writes it by hand. Budgets of what is not there any longer are left out.
 */
export const updateBudgets = (figures: readonly Figure[], { slackPercent, groups: old }: Budgets): Budgets => ({
	slackPercent,
	groups: Object.fromEntries(
		groupNames.map((group) => {
			const limits = figures
				.filter((figure) => figure.group === group)
				.map(({ subject, value }) => [
					subject,
					newLimit({ value, subject, slackPercent, isExact: groups[group].unit === 'requests' }, old[group]),
				]);
			return [group, { ...old[group], limits: Object.fromEntries(limits) as Record<string, number> }];
		}),
	) as Budgets['groups'],
});

interface NewLimit {
	value: number;
	subject: string;
	slackPercent: number;
	/** Without slack. */
	isExact: boolean;
}

const newLimit = (
	{ value, subject, slackPercent, isExact }: NewLimit,
	{ aim = Number.POSITIVE_INFINITY, limits }: BudgetGroup,
): number => {
	const withSlack = isExact ? value : Math.ceil(value * (1 + slackPercent / 100));
	const isReached = value <= aim || (limits[subject] ?? Number.POSITIVE_INFINITY) <= aim;
	return isReached ? Math.min(withSlack, aim) : withSlack;
};

/** The files of these figures, to tell the next time which of them grew. */
export const knownFilesOf = (figures: readonly Figure[]): KnownFiles => {
	const known: Record<string, Record<string, number>> = {};
	for (const { group, subject, files } of figures) {
		if (Object.keys(files).length === 0) continue;
		const name = knownAs(group, subject);
		known[name] = { ...known[name], ...files };
	}
	return known;
};
