/** How soon a password would be guessed: 0 at once, 4 not within a lifetime. */
export type StrengthScore = 0 | 1 | 2 | 3 | 4;

/** What is known to be weak about it; keys of the catalogue beside this. */
export const strengthHints = [
	'straightRow',
	'keyPattern',
	'simpleRepeat',
	'extendedRepeat',
	'sequences',
	'recentYears',
	'dates',
	'topTen',
	'topHundred',
	'common',
	'similarToCommon',
	'wordByItself',
	'namesByThemselves',
	'commonNames',
	'userInputs',
	'anotherWord',
] as const;
export type StrengthHint = (typeof strengthHints)[number];

export interface PasswordStrength {
	score: StrengthScore;
	/** Null where there is nothing to better. */
	hint: StrengthHint | null;
}

/** @param personal what others know of the person: name and address. */
export type EstimateStrength = (password: string, personal: readonly string[]) => PasswordStrength;

export const isStrengthHint = (value: unknown): value is StrengthHint => strengthHints.some((hint) => hint === value);
