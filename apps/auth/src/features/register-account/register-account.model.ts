import type { RegisterBody } from '@flotilla/contracts';
import { checkNewPassword } from '../../form/new-password.ts';
import type { FieldProblems } from '../../form/problem.ts';

export interface RegisterValues {
	firstName: string;
	lastName: string;
	email: string;
	password: string;
	confirmPassword: string;
	acceptTerms: boolean;
}

/** In the order they stand on the page. */
export const registerFields = [
	'firstName',
	'lastName',
	'email',
	'password',
	'confirmPassword',
	'acceptTerms',
] as const satisfies readonly (keyof RegisterValues)[];

export const readRegistration = (data: FormData): RegisterValues => {
	const text = (name: keyof RegisterValues) => String(data.get(name) ?? '');
	return {
		firstName: text('firstName').trim(),
		lastName: text('lastName').trim(),
		email: text('email').trim(),
		password: text('password'),
		confirmPassword: text('confirmPassword'),
		acceptTerms: data.has('acceptTerms'),
	};
};

/** What a person can mend without asking the server, which looks at everything again. */
export const checkRegistration = (values: RegisterValues): FieldProblems<keyof RegisterValues> => ({
	...(values.firstName === '' && { firstName: { key: 'firstNameMissing' } }),
	...(values.lastName === '' && { lastName: { key: 'lastNameMissing' } }),
	...(values.email === '' && { email: { key: 'emailMissing' } }),
	...checkNewPassword(values),
	...(!values.acceptTerms && { acceptTerms: { key: 'termsMissing' } }),
});

/** Only for values that passed `checkRegistration`. */
export const toRegisterBody = (values: RegisterValues): RegisterBody => ({ ...values, acceptTerms: true });
