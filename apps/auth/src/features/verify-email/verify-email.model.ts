import { isApiError } from '@flotilla/api-client';
import type { VerifiedEmail } from '@flotilla/contracts';
import { describeFormFailure } from '../../form/form-failure.ts';
import type { Problem } from '../../form/problem.ts';

export type Verification =
	| { state: 'working' }
	| { state: 'done'; email: string; passwordToken: string | null }
	/** It was used, by this person or by a program that looks at what links lead to. */
	| { state: 'used' }
	| { state: 'expired' }
	/** It never was one, is not complete, or ran out long ago. */
	| { state: 'invalid' }
	/** Nobody knows yet: the link may be tried again, after `retryAfter` seconds. */
	| { state: 'failed'; problem: Problem; retryAfter: number };

export const verificationOf = ({ email, passwordToken }: VerifiedEmail): Verification => ({
	state: 'done',
	email,
	passwordToken,
});

const endings: Readonly<Record<string, 'used' | 'expired' | 'invalid'>> = {
	LINK_USED: 'used',
	LINK_EXPIRED: 'expired',
	LINK_INVALID: 'invalid',
	VALIDATION_FAILED: 'invalid',
};

export const failedVerification = (error: unknown): Verification => {
	const ending = isApiError(error) ? endings[error.code] : undefined;
	if (ending !== undefined) return { state: ending };
	const { message, retryAfter } = describeFormFailure(error, []);
	return { state: 'failed', problem: message ?? { key: 'failed' }, retryAfter };
};
