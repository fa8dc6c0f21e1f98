import { minimumPasswordLength, newPassword, registerBody } from '@flotilla/contracts';
import { describe, expect, it } from 'vitest';
import { checkRegistration, readRegistration, registerFields, toRegisterBody } from './register-account.model.ts';

const complete = {
	firstName: ' Ada ',
	lastName: 'Lovelace',
	email: 'ada@flotilla.test',
	password: 'a long sentence',
	confirmPassword: 'a long sentence',
	acceptTerms: 'on',
};

const read = (fields: Record<string, string>) => {
	const data = new FormData();
	for (const [name, value] of Object.entries(fields)) data.set(name, value);
	return readRegistration(data);
};

describe('the registration form', () => {
	it('becomes a body the contract takes', () => {
		const values = read(complete);
		expect(checkRegistration(values)).toEqual({});
		expect(registerBody.parse(toRegisterBody(values))).toMatchObject({ firstName: 'Ada', acceptTerms: true });
	});

	it('asks for everything that is missing, in the order of the page', () => {
		expect(Object.keys(checkRegistration(read({})))).toEqual(
			registerFields.filter((name) => name !== 'confirmPassword'),
		);
	});

	it('notices two different passwords', () => {
		expect(checkRegistration(read({ ...complete, confirmPassword: 'another sentence' }))).toHaveProperty(
			'confirmPassword',
		);
	});

	it('asks for as many characters as the contract', () => {
		const shortest = 'x'.repeat(minimumPasswordLength);
		expect(newPassword.safeParse(shortest).success).toBe(true);
		expect(newPassword.safeParse(shortest.slice(1)).success).toBe(false);
		expect(checkRegistration(read({ ...complete, password: shortest, confirmPassword: shortest }))).toEqual({});
		expect(checkRegistration(read({ ...complete, password: shortest.slice(1) }))).toHaveProperty('password');
	});
});
