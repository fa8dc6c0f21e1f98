import type { ChangePasswordBody } from '@flotilla/contracts';
import { checkNewPassword } from '../../form/new-password.ts';
import type { FieldProblems } from '../../form/problem.ts';

export interface ChangePasswordValues {
	currentPassword: string;
	newPassword: string;
	confirmPassword: string;
	endOtherSessions: boolean;
}

/** In the order they stand on the page. */
export const changePasswordFields = [
	'currentPassword',
	'newPassword',
	'confirmPassword',
	'endOtherSessions',
] as const satisfies readonly (keyof ChangePasswordValues)[];

export const readChangePassword = (data: FormData): ChangePasswordValues => ({
	currentPassword: String(data.get('currentPassword') ?? ''),
	newPassword: String(data.get('newPassword') ?? ''),
	confirmPassword: String(data.get('confirmPassword') ?? ''),
	endOtherSessions: data.has('endOtherSessions'),
});

/** What a person can mend without asking the server, which looks at everything again. */
export const checkChangePassword = (values: ChangePasswordValues): FieldProblems<keyof ChangePasswordValues> => {
	const { currentPassword, newPassword, confirmPassword } = values;
	const { password, confirmPassword: differ } = checkNewPassword({ password: newPassword, confirmPassword });
	return {
		...(currentPassword === '' && { currentPassword: { key: 'currentPasswordMissing' } }),
		...(password && { newPassword: password }),
		...(differ && { confirmPassword: differ }),
	};
};

export const toChangePasswordBody = (values: ChangePasswordValues): ChangePasswordBody => ({ ...values });
