import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkToken, readData, readFailure, type StartedApi, startApi } from '../testing/start-api.ts';
import { needsRehash } from './password.ts';

let started: StartedApi;
let email: string;
const first = 'the first password';
const second = 'the second password';
beforeAll(async () => {
	started = await startApi();
});
afterAll(() => started.stop());

const post = (path: string, json: unknown, token?: string) =>
	started.request(`/api/auth/${path}`, { method: 'POST', json, ...(token === undefined ? {} : { token }) });
const me = async (token: string) => (await started.request('/api/auth/me', { token })).status;
const signInStatus = async (password: string) => (await post('login', { email, password })).status;
const createPerson = async () => {
	email = `${randomUUID()}@flotilla.test`;
	await started.createAccount(email, { password: first });
	return started.signIn(email, first);
};
const askForLink = async () => {
	await post('forgot-password', { email });
	return linkToken((await started.mailsTo(email))[0]);
};
const reset = (token: string, password = second) =>
	post('reset-password', { token, password, confirmPassword: password });

describe('a forgotten password', () => {
	it('is replaced by the link of a mail, which signs out everywhere and says so', async () => {
		const { token: access } = await createPerson();
		const token = await askForLink();
		expect(await readData(await reset(token))).toBeNull();
		expect(await me(access)).toBe(401);
		expect(await signInStatus(first)).toBe(401);
		expect(await signInStatus(second)).toBe(200);
		expect((await started.mailsTo(email))[0]?.subject).toBe('Your password was changed');
		expect(await readFailure(await reset(token))).toMatchObject({ status: 410, code: 'LINK_USED' });
	});

	it('has a link that runs out after an hour, and is of no use once another one was followed', async () => {
		await createPerson();
		const late = await askForLink();
		started.passTime(60 * 60 + 1);
		expect(await readFailure(await reset(late))).toMatchObject({ status: 410, code: 'LINK_EXPIRED' });
		const [one, other] = [await askForLink(), await askForLink()];
		expect((await reset(one)).status).toBe(200);
		expect(await readFailure(await reset(other))).toMatchObject({ status: 410, code: 'LINK_USED' });
	});

	it('answers alike for an address nobody has, to which nothing is sent', async () => {
		await createPerson();
		const unknown = `${randomUUID()}@flotilla.test`;
		const [known, nobody] = [
			await post('forgot-password', { email }),
			await post('forgot-password', { email: unknown }),
		];
		expect([known.status, nobody.status]).toEqual([202, 202]);
		expect(await readData(nobody)).toEqual({ ...(await readData<object>(known)), email: unknown });
		expect(await started.mailsTo(unknown)).toEqual([]);
	});

	it('of an account that is not confirmed yet brings the link that confirms it', async () => {
		const waiting = `${randomUUID()}@flotilla.test`;
		const person = { firstName: 'A', lastName: 'B', email: waiting, acceptTerms: true };
		await post('register', { ...person, password: first, confirmPassword: first });
		await post('forgot-password', { email: waiting });
		expect((await started.mailsTo(waiting)).map(({ subject }) => subject)).toEqual(
			Array(2).fill('Confirm your e-mail address'),
		);
	});

	it('confirms the address on the way', async () => {
		const { token } = await started.signIn();
		const { users } = await readData<{ users: { email: string; emailVerified: boolean; status: string }[] }>(
			await started.request('/api/users?limit=100&status=active', { token }),
		);
		email = users.find(({ emailVerified }) => !emailVerified)?.email ?? '';
		expect(await signInStatus('flotilla-demo-2026')).toBe(403);
		await reset(await askForLink());
		expect((await started.signIn(email, second)).user.emailVerified).toBe(true);
	});
});

describe('changing a password', () => {
	const change = (token: string, currentPassword: string, newPassword = second) =>
		post('change-password', { currentPassword, newPassword, confirmPassword: newPassword }, token);

	it('keeps this session, ends the others and tells the owner', async () => {
		const other = await createPerson();
		const own = await started.signIn(email, first);
		expect(await readData(await change(own.token, first))).toBeNull();
		expect([await me(own.token), await me(other.token)]).toEqual([200, 401]);
		expect([await signInStatus(first), await signInStatus(second)]).toEqual([401, 200]);
		expect((await started.mailsTo(email))[0]?.subject).toBe('Your password was changed');
	});

	it('leaves the other sessions alone when it is told to', async () => {
		const other = await createPerson();
		const own = await started.signIn(email, first);
		const body = { currentPassword: first, newPassword: second, confirmPassword: second, endOtherSessions: false };
		expect(await readData(await post('change-password', body, own.token))).toBeNull();
		expect([await me(own.token), await me(other.token)]).toEqual([200, 200]);
		expect([await signInStatus(first), await signInStatus(second)]).toEqual([401, 200]);
	});

	it('ends links that were sent for the old one', async () => {
		const { token } = await createPerson();
		const link = await askForLink();
		await change(token, first);
		expect((await reset(link)).status).toBe(410);
	});

	it('asks for the current one, and counts what is wrong', async () => {
		const { token } = await createPerson();
		for (let attempt = 0; attempt < 10; attempt += 1) {
			expect(await readFailure(await change(token, 'not the current one'))).toMatchObject({
				status: 422,
				code: 'VALIDATION_FAILED',
				errors: { currentPassword: ['This is not your current password.'] },
			});
		}
		expect(await readFailure(await change(token, first))).toMatchObject({ status: 429, code: 'SIGN_IN_LOCKED' });
		expect(await signInStatus(first)).toBe(429);
	});

	it('refuses two that differ', async () => {
		const { token } = await createPerson();
		const body = { currentPassword: first, newPassword: second, confirmPassword: first };
		const failure = await readFailure(await post('change-password', body, token));
		expect(failure).toMatchObject({ status: 422, errors: { confirmPassword: [expect.any(String)] } });
	});
});

it.each([
	['less memory', '$argon2id$v=19$m=4096,t=2,p=1$c2FsdA$aGFzaA', true],
	['fewer rounds', '$argon2id$v=19$m=19456,t=1,p=1$c2FsdA$aGFzaA', true],
	['another algorithm', '$2b$10$abcdefghijklmnopqrstuv', true],
	['as much', '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA', false],
	['more', '$argon2id$v=19$m=65536,t=3,p=1$c2FsdA$aGFzaA', false],
])('a hash made with %s is made again: %s', (_name, hash, expected) => {
	expect(needsRehash(hash)).toBe(expected);
});
