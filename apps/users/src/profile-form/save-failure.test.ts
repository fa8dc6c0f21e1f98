import { ApiError, type ApiErrorInit, describeError, errorMessages } from '@flotilla/api-client';
import { createTranslate } from '@flotilla/i18n';
import { expect, it } from 'vitest';
import { profileFormMessages } from './profile-form.messages.ts';
import { describeSaveFailure } from './save-failure.ts';

const describe = (error: unknown) =>
	describeSaveFailure(error, {
		t: createTranslate(profileFormMessages),
		describe: (failure) => describeError(failure, createTranslate(errorMessages)),
	});
const apiError = (init: Omit<ApiErrorInit, 'request'>) =>
	new ApiError({ ...init, request: { method: 'PATCH', path: '/users/1' } });

it('a change by somebody else is told from a refusal', () => {
	expect(describe(apiError({ code: 'VERSION_CONFLICT', status: 412, message: 'Changed.' }))).toEqual({
		kind: 'conflict',
	});
});

it('a taken address is said at its field', () => {
	expect(describe(apiError({ code: 'EMAIL_TAKEN', status: 409, message: 'Taken.' }))).toEqual({
		kind: 'refused',
		fields: { email: 'Somebody else has this address already.' },
		message: null,
	});
});

it('messages stand at their fields and the rest above them', () => {
	const errors = { lastName: ['Too long.', 'Odd.'], _: ['Unknown key.'] };
	expect(describe(apiError({ code: 'VALIDATION_FAILED', status: 422, message: 'Not valid.', errors }))).toEqual({
		kind: 'refused',
		fields: { lastName: 'Too long.' },
		message: 'Unknown key.',
	});
});

it('the server is quoted when no field is to blame', () => {
	expect(describe(apiError({ code: 'LAST_ADMIN', status: 409, message: 'The last one.' }))).toEqual({
		kind: 'refused',
		fields: {},
		message: 'The last one.',
	});
});

it('what nobody can explain loses nothing, and says so', () => {
	expect(describe(new TypeError('fetch failed'))).toEqual({
		kind: 'refused',
		fields: {},
		message: 'Something went wrong. What you typed is still here; try again.',
	});
});
