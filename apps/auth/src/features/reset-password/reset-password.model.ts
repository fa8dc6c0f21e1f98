export interface ResetPasswordValues {
	password: string;
	confirmPassword: string;
}

export const resetPasswordFields = ['password', 'confirmPassword'] as const;

export const readResetPassword = (data: FormData): ResetPasswordValues => ({
	password: String(data.get('password') ?? ''),
	confirmPassword: String(data.get('confirmPassword') ?? ''),
});
