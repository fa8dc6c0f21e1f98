import { ApiError } from '@flotilla/api-client';
import type { FieldErrors } from '@flotilla/contracts';
import { expect, it } from 'vitest';
import { linkEndOf } from './reset-password.model.ts';

const refusal = (code: string, errors?: FieldErrors) =>
	new ApiError({
		code,
		status: 410,
		message: 'No.',
		request: { method: 'POST', path: '/auth/reset-password' },
		...(errors && { errors }),
	});

it.each([
	['LINK_USED', 'used'],
	['LINK_EXPIRED', 'expired'],
	['LINK_INVALID', 'invalid'],
	['NETWORK_ERROR', null],
	['VALIDATION_FAILED', null],
])('a link after %s is %s', (code, end) => {
	expect(linkEndOf(refusal(code))).toBe(end);
});

it('is invalid when its token cannot be one, and unknown after a mistake of ours', () => {
	expect(linkEndOf(refusal('VALIDATION_FAILED', { token: ['Too long.'] }))).toBe('invalid');
	expect(linkEndOf(new TypeError('x is undefined'))).toBeNull();
});
