import type { Api } from '@flotilla/api-client';

/** The calls these pages make beside signing in; `Api['auth']` fits. Rejections are `ApiError`s. */
export type AccountPort = Pick<
	Api['auth'],
	'register' | 'verifyEmail' | 'resendVerification' | 'forgotPassword' | 'resetPassword'
>;
