/** Characters; the contracts' `newPassword` asks for the same. */
export const minimumPasswordLength = 10;

interface NewPassword {
	password: string;
	confirmPassword: string;
}

/** What a person can mend without asking the server, which looks at everything again. */
export const checkNewPassword = ({ password, confirmPassword }: NewPassword): Partial<NewPassword> => ({
	...(password.length < minimumPasswordLength && { password: `Use at least ${minimumPasswordLength} characters.` }),
	...(password !== confirmPassword && { confirmPassword: 'The two passwords differ.' }),
});
