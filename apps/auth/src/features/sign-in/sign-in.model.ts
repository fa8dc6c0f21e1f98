import type { LoginBody } from '@flotilla/contracts';

export interface SignInValues {
	email: string;
	password: string;
	rememberMe: boolean;
}

/** In the order they stand on the page. */
export const signInFields = ['email', 'password', 'rememberMe'] as const;

export const readSignIn = (data: FormData): SignInValues => ({
	email: String(data.get('email') ?? '').trim(),
	password: String(data.get('password') ?? ''),
	rememberMe: data.has('rememberMe'),
});

export const checkSignIn = ({ email, password }: SignInValues): Partial<Record<keyof SignInValues, string>> => ({
	...(email === '' && { email: 'Enter your e-mail address.' }),
	...(password === '' && { password: 'Enter your password.' }),
});

export const toLoginBody = (values: SignInValues): LoginBody => ({ ...values });

/** What to tell people who come from choosing a new password. */
export const passwordChangedNotice = 'Your password was changed. Sign in with the new one.';

/** What to tell people who did not leave on their own. */
export const endedSessionNotice = (reason: string | null | undefined): string | null => {
	if (reason === 'expired') return 'Your session has ended. Sign in to go on where you were.';
	if (reason === 'revoked') return 'You were signed out for your safety. Sign in again to continue.';
	return null;
};
