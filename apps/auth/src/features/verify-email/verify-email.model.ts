import { isApiError } from '@flotilla/api-client';
import type { VerifiedEmail } from '@flotilla/contracts';

export type Verification =
	| { state: 'working' }
	| { state: 'done'; email: string; passwordToken: string | null }
	/** The link can not be used, now or later. */
	| { state: 'invalid' }
	/** Nobody knows yet: the link may be tried again. */
	| { state: 'failed'; message: string };

export const verificationOf = ({ email, passwordToken }: VerifiedEmail): Verification => ({
	state: 'done',
	email,
	passwordToken,
});

export const failedVerification = (error: unknown): Verification => {
	if (!isApiError(error)) return { state: 'failed', message: 'Something went wrong.' };
	const isRefused = error.code === 'LINK_INVALID' || error.code === 'VALIDATION_FAILED';
	return isRefused ? { state: 'invalid' } : { state: 'failed', message: error.message };
};
