import type { LoginBody } from '@flotilla/contracts';
import type { SessionEndReason } from '@flotilla/session';
import type { FieldProblems } from '../../form/problem.ts';

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

export const checkSignIn = ({ email, password }: SignInValues): FieldProblems<keyof SignInValues> => ({
	...(email === '' && { email: { key: 'emailMissing' } }),
	...(password === '' && { password: { key: 'passwordMissing' } }),
});

export const toLoginBody = (values: SignInValues): LoginBody => ({ ...values });

/** What to tell people who did not come on their own; a key of the catalogue beside this. */
export type SignInNotice = 'passwordChanged' | 'sessionExpired' | 'sessionRevoked' | 'sessionReplaced';

/** @param passwordChanged whether they come from choosing a new password. */
export const noticeOf = (
	endedBecause: SessionEndReason | null,
	{ passwordChanged }: { passwordChanged: boolean },
): SignInNotice | null => {
	if (passwordChanged) return 'passwordChanged';
	switch (endedBecause) {
		case 'expired':
			return 'sessionExpired';
		case 'revoked':
			return 'sessionRevoked';
		case 'replaced':
			return 'sessionReplaced';
		default:
			return null;
	}
};
