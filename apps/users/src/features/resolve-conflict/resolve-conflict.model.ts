import { type ProfileField, type ProfileFields, profileFields } from '../../profile-form/profile-fields.ts';

export type Side = 'mine' | 'theirs' | 'typed';

/** One field in which the two versions differ. */
export interface Difference {
	field: ProfileField;
	base: string;
	mine: string;
	theirs: string;
	/** Who changed it: only when both did is there something to choose. */
	changedBy: 'mine' | 'theirs' | 'both';
}

/** What is taken for a field, and what was typed in place of both. */
export interface Choice {
	side: Side;
	text: string;
}
export type Choices = Readonly<Partial<Record<ProfileField, Choice>>>;

interface Versions {
	base: ProfileFields;
	mine: ProfileFields;
	theirs: ProfileFields;
}

/** The fields in which `mine` and `theirs` differ, those that both changed first. */
export const findDifferences = ({ base, mine, theirs }: Versions): readonly Difference[] => {
	const found = profileFields.flatMap((field): Difference[] => {
		const [was, ours, other] = [base[field], mine[field].trim(), theirs[field]];
		if (ours === other) return [];
		const changedBy = ours === was ? 'theirs' : other === was ? 'mine' : 'both';
		return [{ field, base: was, mine: ours, theirs: other, changedBy }];
	});
	return [...found.filter(({ changedBy }) => changedBy === 'both'), ...found.filter((one) => one.changedBy !== 'both')];
};

/** Whoever alone changed a field keeps the change; where both did, a person chooses. */
export const choiceOf = ({ field, changedBy, mine }: Difference, choices: Choices): Choice | null =>
	choices[field] ?? (changedBy === 'both' ? null : { side: changedBy, text: mine });

export const isDecided = (differences: readonly Difference[], choices: Choices): boolean =>
	differences.every((difference) => choiceOf(difference, choices) !== null);

/** What is to be saved over `theirs`. What nobody chose is as it is there. */
export const merge = (theirs: ProfileFields, differences: readonly Difference[], choices: Choices): ProfileFields => {
	const chosen = differences.flatMap((difference) => {
		const choice = choiceOf(difference, choices);
		if (choice === null || choice.side === 'theirs') return [];
		return [[difference.field, choice.side === 'mine' ? difference.mine : choice.text.trim()]];
	});
	return { ...theirs, ...Object.fromEntries(chosen) };
};
