import { createI18n, createTranslate, type Language } from '@flotilla/i18n';
import { expect, test } from 'vitest';
import { ApiError } from './api-error.ts';
import { describeError, errorMessages } from './describe-error.ts';

const request = { method: 'GET', path: '/' };
const textsIn = (language: Language) => createI18n({ language, storage: null, root: null }).load(errorMessages);

test('a known code speaks the language of the page', async () => {
	const error = new ApiError({ code: 'FORBIDDEN', status: 403, message: 'You do not have permission.', request });
	expect(describeError(error, await textsIn('de'))).toBe('Dazu fehlt Ihnen die Berechtigung.');
});

test('in English the server has the word, because it may know more than the code', () => {
	const message = 'The file is larger than 10 MB.';
	const error = new ApiError({ code: 'FILE_TOO_LARGE', status: 413, message, request });
	expect(describeError(error, createTranslate(errorMessages))).toBe(message);
});

test('a code of a newer server says what the server says', async () => {
	const message = 'The moon is in the wrong place.';
	const error = new ApiError({ code: 'MOON_MISPLACED', status: 409, message, request });
	expect(describeError(error, await textsIn('de'))).toBe(message);
});

test('what is no answer of the API is not shown to people', async () => {
	expect(describeError(new TypeError('x is not a function'), await textsIn('de'))).toBe(
		'Ein unerwarteter Fehler ist aufgetreten.',
	);
});

test('no code speaks English to those who read German', async () => {
	const [english, german] = [createTranslate(errorMessages), await textsIn('de')];
	const same = Object.keys(errorMessages.english).filter(
		(code) => english.has(code) && (!german.has(code) || german(code) === english(code)),
	);
	expect(same).toEqual([]);
});
