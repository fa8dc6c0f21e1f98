import { authEndpoints } from '@flotilla/contracts';
import { expect, it } from 'vitest';
import { checkChangePassword, readChangePassword, toChangePasswordBody } from './change-password.model.ts';

const read = (fields: Record<string, string>) => {
	const data = new FormData();
	for (const [name, value] of Object.entries(fields)) data.set(name, value);
	return readChangePassword(data);
};
const complete = {
	currentPassword: 'old',
	newPassword: 'a long sentence',
	confirmPassword: 'a long sentence',
	endOtherSessions: 'on',
};

it('becomes a body the contract takes', () => {
	const values = read(complete);
	expect(checkChangePassword(values)).toEqual({});
	expect(authEndpoints.changePassword.body.parse(toChangePasswordBody(values))).toEqual({
		...complete,
		endOtherSessions: true,
	});
});

it('reads an unticked box as no', () => {
	const { endOtherSessions: _, ...fields } = complete;
	expect(read(fields).endOtherSessions).toBe(false);
});

it('asks for what is missing at its own fields', () => {
	expect(checkChangePassword(read({ newPassword: 'short', confirmPassword: 'shorter' }))).toEqual({
		currentPassword: { key: 'currentPasswordMissing' },
		newPassword: { key: 'passwordTooShort', values: { minimum: 10 } },
		confirmPassword: { key: 'passwordsDiffer' },
	});
});
