import { ApiError, type ApiErrorInit } from '@flotilla/api-client';
import { describe, expect, it } from 'vitest';
import { describeFormFailure } from './form-failure.ts';

const describeAnswer = (init: Omit<ApiErrorInit, 'request'>) =>
	describeFormFailure(new ApiError({ ...init, request: { method: 'POST', path: '/auth/login' } }), [
		'email',
		'password',
	]);

describe('describeFormFailure', () => {
	it('puts messages at the fields of the form and the rest above it', () => {
		const errors = { email: ['Not an address.', 'Too long.'], refreshTokenDelivery: ['Unknown.'] };
		expect(describeAnswer({ code: 'VALIDATION_FAILED', status: 422, message: 'Not valid.', errors })).toEqual({
			fields: { email: 'Not an address.' },
			message: 'Unknown.',
			retryAfter: 0,
		});
	});

	it('says nothing above the form when the fields say it all', () => {
		const errors = { password: ['Too short.'] };
		expect(
			describeAnswer({ code: 'VALIDATION_FAILED', status: 422, message: 'Not valid.', errors }).message,
		).toBeNull();
	});

	it('passes on what the server says about the whole', () => {
		expect(describeAnswer({ code: 'INVALID_CREDENTIALS', status: 401, message: 'Wrong.' })).toEqual({
			fields: {},
			message: 'Wrong.',
			retryAfter: 0,
		});
	});

	it.each([
		[1, 'Too many attempts. Try again in 1 second.'],
		[29.2, 'Too many attempts. Try again in 30 seconds.'],
	])('says how long to wait: %d', (retryAfter, message) => {
		expect(describeAnswer({ code: 'RATE_LIMITED', status: 429, message: 'Slow down.', retryAfter })).toEqual({
			fields: {},
			message,
			retryAfter: Math.ceil(retryAfter),
		});
	});

	it('says how long an account is locked', () => {
		const failure = describeAnswer({ code: 'SIGN_IN_LOCKED', status: 429, message: 'Locked.', retryAfter: 900 });
		expect(failure.message).toBe('Too many attempts. Try again in 15 minutes.');
	});

	it('passes on the message when the server limits without saying for how long', () => {
		expect(describeAnswer({ code: 'RATE_LIMITED', status: 429, message: 'Slow down.' })).toMatchObject({
			message: 'Slow down.',
			retryAfter: 0,
		});
	});

	it('has words for what is no answer at all', () => {
		expect(describeFormFailure(new TypeError('x is undefined'), [])).toMatchObject({ fields: {}, retryAfter: 0 });
		expect(describeFormFailure(new TypeError('x is undefined'), []).message).not.toContain('undefined');
	});
});
