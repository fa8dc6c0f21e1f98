import { randomUUID } from 'node:crypto';
import type { AuditList } from '@flotilla/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkToken, readData, readFailure, type StartedApi, startApi } from '../testing/start-api.ts';

let started: StartedApi;
let token: string;
beforeAll(async () => {
	started = await startApi();
	({ token } = await started.signIn());
});
afterAll(() => started.stop());

const audit = async (query = '') => readData<AuditList>(await started.request(`/api/audit?${query}`, { token }));
const post = (path: string, json: unknown) => started.request(`/api/auth/${path}`, { method: 'POST', json });
const password = 'the right password';

it('tells the whole story of an account, newest first', async () => {
	const email = `${randomUUID()}@flotilla.test`;
	await started.createAccount(email, { firstName: 'Nova', lastName: 'Person', password });
	await post('login', { email, password: 'a wrong password' });
	const { user, refreshToken } = await started.signIn(email, password);
	await post('logout', { refreshToken });
	await post('forgot-password', { email });
	await post('reset-password', {
		token: linkToken((await started.mailsTo(email))[0]),
		password: 'another password',
		confirmPassword: 'another password',
	});

	const own = await audit(`actorId=${user.id}`);
	expect(own.entries.map(({ action }) => action)).toEqual([
		'auth:password-reset',
		'auth:signed-out',
		'auth:signed-in',
		'auth:email-verified',
		'users:created',
	]);
	expect(own.entries[0]).toMatchObject({
		actorName: 'Nova Person',
		subjectType: 'user',
		subjectId: user.id,
		ip: '127.0.0.1',
		requestId: expect.stringMatching(/^req_/),
	});
	expect((await audit(`subjectId=${user.id}&action=auth:sign-in-failed`)).entries).toMatchObject([
		{ actorId: null, actorName: null, details: { email } },
	]);
});

it('notes a lock once, and never a password', async () => {
	const email = `${randomUUID()}@flotilla.test`;
	for (let count = 0; count < 12; count += 1) await post('login', { email, password: 'a secret guess' });
	const { entries } = await audit('action=auth:sign-in-locked');
	expect(entries.filter(({ details }) => details.email === email)).toHaveLength(1);
	expect(JSON.stringify((await audit('limit=100')).entries)).not.toContain('a secret guess');
});

describe('reading it', () => {
	it('needs the permission', async () => {
		const member = await started.signIn('member@flotilla.test');
		expect(await readFailure(await started.request('/api/audit', { token: member.token }))).toMatchObject({
			status: 403,
			code: 'FORBIDDEN',
		});
	});

	it('goes on where the last page ended', async () => {
		const first = await audit('limit=2');
		expect(first.entries).toHaveLength(2);
		const second = await audit(`limit=2&cursor=${first.nextCursor}`);
		const both = await audit('limit=4');
		expect([...first.entries, ...second.entries]).toEqual(both.entries);
	});

	it.each([
		'cursor=nonsense',
		`cursor=${Buffer.from('["2026-11-25T00:00:00.000Z","x"]').toString('base64url')}`,
		`cursor=${Buffer.from('null').toString('base64url')}`,
		`cursor=${Buffer.from(`["0000-01-01T00:00:00.000Z",1]`).toString('base64url')}`,
		'from=yesterday',
		'from=0000-01-01T00:00:00.000Z',
		'actorId=me',
		'action=danced',
		'limit=101',
		'subjectType=planet',
	])('refuses %s', async (query) => {
		const failure = await readFailure(await started.request(`/api/audit?${query}`, { token }));
		expect(failure).toMatchObject({ status: 422, code: 'VALIDATION_FAILED' });
	});
});
