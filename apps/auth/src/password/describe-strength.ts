import { minimumPasswordLength } from '@flotilla/contracts';
import type { Translate } from '@flotilla/i18n';
import type { passwordMessages } from './password.messages.ts';
import type { PasswordStrength, StrengthScore } from './password-strength.ts';

type PasswordMessage = typeof passwordMessages extends { english: Readonly<Record<infer Key, unknown>> } ? Key : never;

const names = ['veryWeak', 'weak', 'fair', 'good', 'strong'] as const;

export interface StrengthDescription {
	/** How many of four bars are filled. */
	bars: StrengthScore;
	text: string;
}

/** What is said of a password while it is typed: first how much is missing, then how strong it is and why. */
export const describeStrength = (
	t: Translate<PasswordMessage>,
	password: string,
	strength: PasswordStrength | null,
): StrengthDescription => {
	if (password === '') return { bars: 0, text: t('hint', { minimum: minimumPasswordLength }) };
	const missing = minimumPasswordLength - password.length;
	if (missing > 0) return { bars: 1, text: t('left', { count: missing }) };
	if (strength === null) return { bars: 0, text: t('hint', { minimum: minimumPasswordLength }) };
	const name = t(names[strength.score]);
	const bars = Math.max(1, strength.score) as StrengthScore;
	return { bars, text: strength.hint === null ? name : t('withHint', { strength: name, hint: t(strength.hint) }) };
};
