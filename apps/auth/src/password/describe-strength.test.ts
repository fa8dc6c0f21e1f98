import { createTranslate } from '@flotilla/i18n';
import { expect, it } from 'vitest';
import { describeStrength } from './describe-strength.ts';
import { passwordMessages } from './password.messages.ts';
import type { PasswordStrength } from './password-strength.ts';

const t = createTranslate(passwordMessages);

it.each<[string, PasswordStrength | null, number, string]>([
	['', null, 0, 'At least 10 characters. A sentence is easy to remember.'],
	['abc', { score: 4, hint: null }, 1, '7 more characters to go.'],
	['abcdefghi', null, 1, '1 more character to go.'],
	['abcdefghij', null, 0, 'At least 10 characters. A sentence is easy to remember.'],
	['abcdefghij', { score: 0, hint: 'sequences' }, 1, 'Very weak. Sequences such as “abc” are easy to guess.'],
	['two words x', { score: 2, hint: 'anotherWord' }, 2, 'Fair. Add a word or two that nobody expects.'],
	['a long sentence', { score: 4, hint: null }, 4, 'Strong.'],
])('of %j with %j it fills %d bars and says: %s', (password, strength, bars, text) => {
	expect(describeStrength(t, password, strength)).toEqual({ bars, text });
});
