import { isApiError } from '@flotilla/api-client';

export interface ResetPasswordValues {
	password: string;
	confirmPassword: string;
}

export const resetPasswordFields = ['password', 'confirmPassword'] as const;

export const readResetPassword = (data: FormData): ResetPasswordValues => ({
	password: String(data.get('password') ?? ''),
	confirmPassword: String(data.get('confirmPassword') ?? ''),
});

/** Why a link is of no use; null while it may be. */
export type LinkEnd = 'used' | 'expired' | 'invalid';

export const linkEndOf = (error: unknown): LinkEnd | null => {
	if (!isApiError(error)) return null;
	if (error.code === 'LINK_USED') return 'used';
	if (error.code === 'LINK_EXPIRED') return 'expired';
	return error.code === 'LINK_INVALID' || error.errors?.token !== undefined ? 'invalid' : null;
};
