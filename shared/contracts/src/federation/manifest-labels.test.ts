import { expect, it } from 'vitest';
import { labelIn, manifestLabels } from './manifest-labels.ts';
import { shortcut } from './shortcut.ts';

it.each([
	['de', 'Personen'],
	['de-AT', 'Leute'],
	['de-CH', 'Personen'],
	['en', 'Users'],
	['fr', 'Users'],
])('gives the text of the language %s', (language, text) => {
	expect(labelIn(language, 'Users', { de: 'Personen', 'de-AT': 'Leute' })).toBe(text);
});

it('is English where a manifest names no other language', () => {
	expect(labelIn('de', 'Users', undefined)).toBe('Users');
});

it('takes language tags and nothing else', () => {
	expect(manifestLabels.safeParse({ de: 'Personen' }).success).toBe(true);
	expect(manifestLabels.safeParse({ German: 'Personen' }).success).toBe(false);
});

it.each([
	['g u', true],
	['n', true],
	['Control+u', false],
	['g  u', false],
	['?', false],
	['', false],
])('takes %s for a shortcut: %s', (text, isOne) => {
	expect(shortcut.safeParse(text).success).toBe(isOne);
});
