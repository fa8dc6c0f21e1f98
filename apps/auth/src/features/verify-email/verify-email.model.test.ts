import { ApiError, type ApiErrorInit } from '@flotilla/api-client';
import { expect, it } from 'vitest';
import { failedVerification, verificationOf } from './verify-email.model.ts';

const error = (init: Pick<ApiErrorInit, 'code' | 'message' | 'status'>) =>
	new ApiError({ ...init, request: { method: 'POST', path: '/auth/verify-email' } });

it('is done with what the server says', () => {
	const answer = { email: 'ada@flotilla.test', passwordToken: null };
	expect(verificationOf(answer)).toEqual({ state: 'done', ...answer });
});

it.each([
	['LINK_USED', 'used'],
	['LINK_EXPIRED', 'expired'],
	['LINK_INVALID', 'invalid'],
	['VALIDATION_FAILED', 'invalid'],
])('gives a link up that the server refuses: %s is %s', (code, state) => {
	expect(failedVerification(error({ code, message: 'No.', status: 410 }))).toEqual({ state });
});

it('keeps a link that may still work', () => {
	expect(failedVerification(error({ code: 'NETWORK_ERROR', message: 'No connection.', status: 0 }))).toEqual({
		state: 'failed',
		problem: { key: 'serverUnreachable' },
		retryAfter: 0,
	});
	expect(failedVerification(new TypeError('x')).state).toBe('failed');
});
