import type { AnyLanguage } from './languages.ts';

/**
 * What `Intl` is asked for: the person's own variety of the language (`en-GB`), if their browser names one, because
 * dates and numbers differ between varieties.
 */
export const localeOf = (
	language: AnyLanguage,
	wanted: readonly string[] = globalThis.navigator?.languages ?? [],
): string => {
	if (language === 'en-XA') return 'en';
	// Arabic with western figures: the direction is what is looked at.
	if (language === 'ar-XB') return 'ar-u-nu-latn';
	return wanted.find((tag) => tag.toLowerCase().split('-')[0] === language) ?? language;
};
