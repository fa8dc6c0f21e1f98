import type { FieldProblems } from '../../form/problem.ts';

export interface ForgotPasswordValues {
	email: string;
}

export const forgotPasswordFields = ['email'] as const;

export const readForgotPassword = (data: FormData): ForgotPasswordValues => ({
	email: String(data.get('email') ?? '').trim(),
});

export const checkForgotPassword = ({ email }: ForgotPasswordValues): FieldProblems<'email'> =>
	email === '' ? { email: { key: 'emailMissing' } } : {};
