import { maximumPasswordLength, minimumPasswordLength } from '@flotilla/contracts';
import type { FieldProblems } from './problem.ts';

interface NewPassword {
	password: string;
	confirmPassword: string;
}

/** What a person can mend without asking the server, which looks at everything again. */
export const checkNewPassword = ({ password, confirmPassword }: NewPassword): FieldProblems<keyof NewPassword> => ({
	...(password.length < minimumPasswordLength && {
		password: { key: 'passwordTooShort', values: { minimum: minimumPasswordLength } },
	}),
	...(password.length > maximumPasswordLength && {
		password: { key: 'passwordTooLong', values: { maximum: maximumPasswordLength } },
	}),
	...(password !== confirmPassword && { confirmPassword: { key: 'passwordsDiffer' } }),
});
