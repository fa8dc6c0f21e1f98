import { colorSchemeKey, contrastKey } from './color-scheme-script.ts';
import { createStoredChoice, type StoredChoice } from './stored-choice.ts';

/** What is on the screen. */
export type ResolvedColorScheme = 'light' | 'dark';
/** What a person may choose; `auto` follows the system. */
export type ColorScheme = ResolvedColorScheme | 'auto';
/** `more`: text at 7:1, lines that can be seen by themselves, a thicker focus ring. */
export type Contrast = 'normal' | 'more';

interface Looks<Value extends string> {
	/** Used while nothing is stored. Default `auto`. */
	fallback?: Value | 'auto' | undefined;
	/** Wins over what is stored; nothing is written. For stories and tests. */
	forced?: Value | undefined;
}

export const createColorSchemeChoice = (looks: Looks<ResolvedColorScheme>): StoredChoice<ResolvedColorScheme> =>
	createStoredChoice({
		key: colorSchemeKey,
		system: { query: '(prefers-color-scheme: dark)', yes: 'dark', no: 'light' },
		...looks,
	});

export const createContrastChoice = (looks: Looks<Contrast>): StoredChoice<Contrast> =>
	createStoredChoice({
		key: contrastKey,
		system: { query: '(prefers-contrast: more)', yes: 'more', no: 'normal' },
		...looks,
	});
