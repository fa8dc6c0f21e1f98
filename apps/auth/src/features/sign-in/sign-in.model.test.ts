import { loginBody } from '@flotilla/contracts';
import { describe, expect, it } from 'vitest';
import { checkSignIn, noticeOf, readSignIn, toLoginBody } from './sign-in.model.ts';

const form = (fields: Record<string, string>) => {
	const data = new FormData();
	for (const [name, value] of Object.entries(fields)) data.set(name, value);
	return data;
};

describe('the sign-in form', () => {
	it('becomes a body the contract takes; spaces stay in the password and go from the address', () => {
		const values = readSignIn(form({ email: ' Ada@Flotilla.test ', password: ' with spaces ', rememberMe: 'on' }));
		expect(loginBody.parse(toLoginBody(values))).toMatchObject({
			email: 'ada@flotilla.test',
			password: ' with spaces ',
			rememberMe: true,
		});
	});

	it('reads an unticked box as no', () => {
		expect(readSignIn(form({ email: 'a', password: 'b' })).rememberMe).toBe(false);
	});

	it('asks for what is missing', () => {
		expect(Object.keys(checkSignIn(readSignIn(form({}))))).toEqual(['email', 'password']);
		expect(checkSignIn(readSignIn(form({ email: 'a@b.test', password: ' ' })))).toEqual({});
	});
});

it.each([
	['expired', 'sessionExpired'],
	['revoked', 'sessionRevoked'],
	['replaced', 'sessionReplaced'],
	['requested', null],
	[null, null],
] as const)('tells people why they are here: %s -> %s', (endedBecause, notice) => {
	expect(noticeOf(endedBecause, { passwordChanged: false })).toBe(notice);
	expect(noticeOf(endedBecause, { passwordChanged: true })).toBe('passwordChanged');
});
