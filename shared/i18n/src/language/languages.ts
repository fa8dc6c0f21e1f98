/** What the suite's texts are written in. English is in the code itself; the others are loaded when they are chosen. */
export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

/** Every language under its own name, as a person looks for it. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' };

/**
 * English made strange, for stories and tests: `en-XA` is longer and accented, so that text which is in no catalogue
 * and boxes that are too narrow can be seen; `ar-XB` reads from right to left.
 */
export const pseudoLanguages = ['en-XA', 'ar-XB'] as const;
export type PseudoLanguage = (typeof pseudoLanguages)[number];

export type AnyLanguage = Language | PseudoLanguage;

export const isLanguage = (value: unknown): value is Language => languages.some((language) => language === value);

export const isPseudoLanguage = (value: unknown): value is PseudoLanguage =>
	pseudoLanguages.some((language) => language === value);

export type Direction = 'ltr' | 'rtl';

export const directionOf = (language: AnyLanguage): Direction => (language === 'ar-XB' ? 'rtl' : 'ltr');

/** The first language that a person reads and we write. `wanted` is in their order, e.g. `navigator.languages`. */
export const bestLanguage = (wanted: readonly string[]): Language =>
	wanted.map((tag) => tag.toLowerCase().split('-')[0]).find(isLanguage) ?? 'en';
