import { ApiError, type ApiErrorInit } from '@flotilla/api-client';
import { describe, expect, it } from 'vitest';
import { describeFormFailure } from './form-failure.ts';

const describeAnswer = (init: Omit<ApiErrorInit, 'request'>) =>
	describeFormFailure(new ApiError({ ...init, request: { method: 'POST', path: '/auth/login' } }), [
		'email',
		'password',
	]);

describe('describeFormFailure', () => {
	it('puts problems at the fields of the form, in our words where we have any, and the rest above it', () => {
		const errors = {
			email: ['Not an address.', 'Too long.'],
			rememberMe: ['Odd.'],
			refreshTokenDelivery: ['Unknown.'],
		};
		const failure = new ApiError({
			...{ code: 'VALIDATION_FAILED', status: 422, message: 'Not valid.', errors },
			request: { method: 'POST', path: '/auth/login' },
		});
		expect(describeFormFailure(failure, ['email', 'rememberMe'])).toEqual({
			fields: { email: { key: 'emailInvalid' }, rememberMe: { text: 'Odd.' } },
			message: { text: 'Unknown.' },
			retryAfter: 0,
		});
	});

	it('says nothing above the form when the fields say it all', () => {
		const errors = { password: ['Too short.'] };
		expect(
			describeAnswer({ code: 'VALIDATION_FAILED', status: 422, message: 'Not valid.', errors }).message,
		).toBeNull();
	});

	it('shows a wrong pair where it has to be typed again, and above a form that has no such place', () => {
		const init = { code: 'INVALID_CREDENTIALS', status: 401, message: 'Wrong.' };
		expect(describeAnswer(init)).toEqual({
			fields: { password: { key: 'credentialsWrong' } },
			message: null,
			retryAfter: 0,
		});
		const error = new ApiError({ ...init, request: { method: 'POST', path: '/auth/login' } });
		expect(describeFormFailure(error, ['email']).message).toEqual({ key: 'credentialsWrong' });
	});

	it.each([
		['EMAIL_NOT_VERIFIED', 403, 'addressUnconfirmed'],
		['ACCOUNT_INACTIVE', 403, 'accountInactive'],
		['NETWORK_ERROR', 0, 'serverUnreachable'],
		['TIMEOUT', 0, 'serverSlow'],
		['INTERNAL_ERROR', 500, 'serverFailed'],
	])('has words for %s', (code, status, key) => {
		expect(describeAnswer({ code, status, message: 'In English.' })).toEqual({
			fields: {},
			message: { key },
			retryAfter: 0,
		});
	});

	it('passes on what the server says where it has no words', () => {
		expect(describeAnswer({ code: 'SHUTTING_DOWN', status: 503, message: 'Restarting.' }).message).toEqual({
			text: 'Restarting.',
		});
	});

	it.each([
		['RATE_LIMITED', 29.2, 'tooManyAttempts', 30],
		['SIGN_IN_LOCKED', 900, 'locked', 900],
	])('says how long to wait after %s', (code, retryAfter, key, seconds) => {
		expect(describeAnswer({ code, status: 429, message: 'Slow down.', retryAfter })).toEqual({
			fields: {},
			message: { key },
			retryAfter: seconds,
		});
	});

	it('knows of a limit without a time', () => {
		expect(describeAnswer({ code: 'RATE_LIMITED', status: 429, message: 'Slow down.' })).toMatchObject({
			message: { key: 'busy' },
			retryAfter: 0,
		});
	});

	it('has words for what is no answer at all', () => {
		expect(describeFormFailure(new TypeError('x is undefined'), [])).toEqual({
			fields: {},
			message: { key: 'failed' },
			retryAfter: 0,
		});
	});
});
