import * as z from 'zod/mini';

/**
 * A text of a manifest in other languages than English, by language tag: `{ de: 'Personen' }`. The English one stands
 * beside it and is what a language gets that is not named.
 */
export const manifestLabels = z.record(
	z.string().check(z.regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, 'Use a language tag, e.g. de.')),
	z.string().check(z.maxLength(100)),
);
export type ManifestLabels = z.infer<typeof manifestLabels>;

/** The text in a language: of the very tag, else of the language without its region, else in English. */
export const labelIn = (language: string, english: string, labels: ManifestLabels | undefined): string =>
	labels?.[language] ?? labels?.[language.split('-')[0] ?? language] ?? english;
