import { type Figure, formatCount, type GroupName, groupNames, groups, subjectOf } from './figures.ts';
import { describeGrowth } from './find-growth.ts';
import type { Budgets, KnownFiles } from './read-budgets.ts';

export interface Verdict extends Figure {
	/** `undefined`: nobody has said. */
	limit: number | undefined;
	aim: number | undefined;
	/** What is wrong, in a sentence; `null` when it is within its budget. */
	objection: string | null;
}

/** Holds each figure against its budget. One without a budget is objected to as well. */
export const checkBudgets = (figures: readonly Figure[], budgets: Budgets, known: KnownFiles): Verdict[] =>
	figures.map((figure) => {
		const { limits, aim } = budgets.groups[figure.group];
		const limit = limits[figure.subject];
		return { ...figure, limit, aim, objection: objectionTo(figure, limit, known) };
	});

const objectionTo = (figure: Figure, limit: number | undefined, known: KnownFiles): string | null => {
	const { group, subject, value } = figure;
	const has = `${subjectOf(group, subject)} has ${formatCount(value)} ${group}`;
	if (limit === undefined) return `${has}, and no budget for it: npm run budget -- --update gives it one.`;
	if (value <= limit) return null;
	const over = `${has}, ${formatCount(value - limit)} more than its budget of ${formatCount(limit)}.`;
	return [over, describeGrowth(figure, known)].filter((sentence) => sentence !== '').join(' ');
};

/** Of bytes: as much as nobody needs for the noise of a build. */
const spareShare = 0.03;

/** Those with so much room that something could grow into it unnoticed. */
export const findSlackBudgets = (verdicts: readonly Verdict[]): Verdict[] =>
	verdicts.filter(({ group, value, limit = value }) =>
		groups[group].unit === 'requests' ? value < limit : value < limit * (1 - spareShare),
	);

/** Budgets of what is not there any longer, a sentence each. */
export const findStrayBudgets = (figures: readonly Figure[], budgets: Budgets): string[] => {
	const measured = new Set(figures.map(({ group, subject }) => `${group} ${subject}`));
	const isStray = (group: GroupName, subject: string): boolean => !measured.has(`${group} ${subject}`);
	return groupNames.flatMap((group) =>
		Object.keys(budgets.groups[group].limits)
			.filter((subject) => isStray(group, subject))
			.map(
				(subject) =>
					`${subjectOf(group, subject)} has a budget for ${group}, and is not there: npm run budget -- --update takes it out.`,
			),
	);
};
