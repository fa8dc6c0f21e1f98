import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkToken, readData, readFailure, type StartedApi, startApi } from '../testing/start-api.ts';

let started: StartedApi;
beforeAll(async () => {
	started = await startApi();
});
afterAll(() => started.stop());

const post = (path: string, json: unknown) => started.request(`/api/auth/${path}`, { method: 'POST', json });
const freshAddress = () => `${randomUUID()}@flotilla.test`;
const accountOf = (email: string, password = 'a long enough password') => ({
	firstName: 'Nova',
	lastName: 'Person',
	email,
	password,
	confirmPassword: password,
	acceptTerms: true,
});
const signIn = async (email: string, password: string) =>
	(await post('login', { email, password, refreshTokenDelivery: 'body' })).status;
const signInCode = async (email: string, password: string) =>
	(await readFailure(await post('login', { email, password }))).code;

describe('registering', () => {
	it('makes a member once the link of the mail was followed, and not before', async () => {
		const email = freshAddress();
		const answer = await post('register', accountOf(email.toUpperCase()));
		expect(answer.status).toBe(202);
		expect(await readData(answer)).toEqual({ email, message: expect.any(String), outboxPath: '/api/dev/mails' });
		expect(answer.headers.getSetCookie()).toEqual([]);

		expect(await readFailure(await post('login', { email, password: 'a long enough password' }))).toMatchObject({
			status: 403,
			code: 'EMAIL_NOT_VERIFIED',
		});
		expect(await signInCode(email, 'another long password')).toBe('INVALID_CREDENTIALS');

		const [mail] = await started.mailsTo(email);
		expect(mail?.text).toContain('http://localhost:3000/auth/verify-email?token=');
		const verified = await readData(await post('verify-email', { token: linkToken(mail) }));
		expect(verified).toEqual({ email, passwordToken: null });
		const { user } = await started.signIn(email, 'a long enough password');
		expect(user).toMatchObject({ email, firstName: 'Nova', role: 'member', emailVerified: true });
	});

	it('answers alike for an address that has an account, whose owner learns of it by mail', async () => {
		const taken = await post('register', accountOf('member@flotilla.test'));
		const email = freshAddress();
		const free = await post('register', accountOf(email));
		expect(taken.status).toBe(free.status);
		const [takenData, freeData] = [
			await readData<{ message: string }>(taken),
			await readData<{ message: string }>(free),
		];
		expect(takenData).toEqual({ ...freeData, email: 'member@flotilla.test' });
		const [mail] = await started.mailsTo('member@flotilla.test');
		expect(mail?.subject).toBe('You already have an account');
		expect(mail?.text).toContain('/auth/reset-password?token=');
		expect(mail?.text).not.toContain('Nova');
	});

	it('does not tell by a sign-in with what was registered whether the address had an account', async () => {
		const email = freshAddress();
		await started.createAccount(email);
		await post('register', accountOf(email, 'the password of a prober'));
		expect(await signInCode(email, 'the password of a prober')).toBe('EMAIL_NOT_VERIFIED');
		expect(await signIn(email, 'flotilla-demo-2026')).toBe(200);
	});

	it.each([
		['confirmPassword', { confirmPassword: 'another password' }],
		['password', { password: 'short', confirmPassword: 'short' }],
		['acceptTerms', { acceptTerms: false }],
	])('refuses a bad %s', async (field, change) => {
		const failure = await readFailure(await post('register', { ...accountOf('other@flotilla.test'), ...change }));
		expect(failure.code).toBe('VALIDATION_FAILED');
		expect(Object.keys(failure.errors ?? {})).toEqual([field]);
	});

	it('sends no more than a few mails an hour to one address, and answers the same', async () => {
		const email = freshAddress();
		for (let count = 0; count < 8; count += 1) {
			expect((await post('register', accountOf(email))).status).toBe(202);
		}
		expect(await started.mailsTo(email)).toHaveLength(5);
	});
});

describe('the link that confirms an address', () => {
	const registered = async (email: string, password?: string) => {
		await post('register', accountOf(email, password));
		return linkToken((await started.mailsTo(email))[0]);
	};
	const refusedAs = (code: string) => ({ status: 410, code });

	it('works once', async () => {
		const token = await registered(freshAddress());
		expect((await post('verify-email', { token })).status).toBe(200);
		expect(await readFailure(await post('verify-email', { token }))).toMatchObject(refusedAs('LINK_USED'));
	});

	it('works once also for two at the same time', async () => {
		const token = await registered(freshAddress());
		const answers = await Promise.all([post('verify-email', { token }), post('verify-email', { token })]);
		expect(answers.map(({ status }) => status).sort()).toEqual([200, 410]);
	});

	it('runs out after a day; another one can be had', async () => {
		const email = freshAddress();
		const token = await registered(email);
		started.passTime(24 * 60 * 60 + 1);
		expect(await readFailure(await post('verify-email', { token }))).toMatchObject(refusedAs('LINK_EXPIRED'));
		expect((await post('resend-verification', { email })).status).toBe(202);
		const fresh = linkToken((await started.mailsTo(email))[0]);
		expect(fresh).not.toBe(token);
		expect((await post('verify-email', { token: fresh })).status).toBe(200);
	});

	it('that ran out is told from what never was one for three days', async () => {
		const token = await registered(freshAddress());
		started.passTime(4 * 24 * 60 * 60 - 1);
		await started.api.runHousekeeping();
		expect(await readFailure(await post('verify-email', { token }))).toMatchObject(refusedAs('LINK_EXPIRED'));
		started.passTime(2);
		await started.api.runHousekeeping();
		expect(await readFailure(await post('verify-email', { token }))).toMatchObject(refusedAs('LINK_INVALID'));
	});

	it('is of no more use once a later one of the same registration was followed', async () => {
		const email = freshAddress();
		const first = await registered(email);
		await post('resend-verification', { email });
		const second = linkToken((await started.mailsTo(email))[0]);
		expect((await post('verify-email', { token: second })).status).toBe(200);
		expect(await readFailure(await post('verify-email', { token: first }))).toMatchObject(refusedAs('LINK_USED'));
	});

	it.each(['made-up', 'a'.repeat(43), '\u0000'])('refuses what never was one: %j', async (token) => {
		expect(await readFailure(await post('verify-email', { token }))).toMatchObject(refusedAs('LINK_INVALID'));
	});

	it('is not the one that resets a password', async () => {
		const token = await registered(freshAddress());
		const password = 'another long password';
		const answer = await post('reset-password', { token, password, confirmPassword: password });
		expect(await readFailure(answer)).toMatchObject(refusedAs('LINK_INVALID'));
	});

	it('lets nobody who registered the address before or after choose the password', async () => {
		const email = freshAddress();
		await registered(email, 'what a stranger chose');
		const token = await registered(email, 'what the owner chose');
		await registered(email, 'what the stranger chose again');
		const { passwordToken } = await readData<{ passwordToken: string }>(await post('verify-email', { token }));
		for (const guess of ['what a stranger chose', 'what the owner chose', 'what the stranger chose again']) {
			expect(await signIn(email, guess)).not.toBe(200);
		}
		const password = 'what the owner chooses now';
		await readData(await post('reset-password', { token: passwordToken, password, confirmPassword: password }));
		expect(await signIn(email, password)).toBe(200);
	});

	it('of another registration makes no second account', async () => {
		const email = freshAddress();
		const first = await registered(email);
		const second = await registered(email);
		expect((await post('verify-email', { token: first })).status).toBe(200);
		expect(await readFailure(await post('verify-email', { token: second }))).toMatchObject(refusedAs('LINK_USED'));
	});

	it('is for the owner alone: a stranger whose registration was not confirmed sees no change', async () => {
		const email = freshAddress();
		await registered(email, 'what a stranger chose');
		expect(await signInCode(email, 'what a stranger chose')).toBe('EMAIL_NOT_VERIFIED');
		const token = await registered(email, 'what the owner chose');
		const before = await signInCode(email, 'what a stranger chose');
		await post('verify-email', { token });
		expect(await signInCode(email, 'what a stranger chose')).toBe(before);
	});
});

describe('asking for the mail again', () => {
	it.each(['member@flotilla.test', 'nobody@flotilla.test'])('answers alike for %s, who gets none', async (email) => {
		const before = await started.mailsTo(email);
		const answer = await post('resend-verification', { email });
		expect(answer.status).toBe(202);
		expect(await readData(answer)).toEqual({ email, message: expect.any(String), outboxPath: '/api/dev/mails' });
		expect(await started.mailsTo(email)).toHaveLength(before.length);
	});

	it('works for somebody whom an administrator has put in', async () => {
		const { users } = await readData<{ users: { id: string; email: string; emailVerified: boolean }[] }>(
			await started.request('/api/users?limit=100', { token: (await started.signIn()).token }),
		);
		const person = users.find(({ emailVerified }) => !emailVerified);
		const email = person?.email ?? '';
		await post('resend-verification', { email });
		expect(await readData(await post('verify-email', { token: linkToken((await started.mailsTo(email))[0]) }))).toEqual(
			{
				email,
				passwordToken: null,
			},
		);
		const { token } = await started.signIn();
		expect(await readData(await started.request(`/api/users/${person?.id}`, { token }))).toMatchObject({
			emailVerified: true,
		});
	});
});

describe('registrations that nobody confirms', () => {
	it('are forgotten after a week, with their links', async () => {
		const email = freshAddress();
		await post('register', accountOf(email));
		started.passTime(6 * 24 * 60 * 60);
		await started.api.runHousekeeping();
		expect(await signInCode(email, 'a long enough password')).toBe('EMAIL_NOT_VERIFIED');
		started.passTime(24 * 60 * 60 + 1);
		await started.api.runHousekeeping();
		expect(await signInCode(email, 'a long enough password')).toBe('INVALID_CREDENTIALS');
		const { database } = started.api;
		for (const table of ['registrations', 'one_time_tokens', 'mails'] as const) {
			expect(await database.selectFrom(table).selectAll().execute(), table).toEqual([]);
		}
	});
});
