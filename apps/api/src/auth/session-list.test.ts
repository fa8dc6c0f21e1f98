import { randomUUID } from 'node:crypto';
import type { AuditList, Session } from '@flotilla/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSocket } from '../testing/open-socket.ts';
import { readData, readFailure, type StartedApi, startApi } from '../testing/start-api.ts';

let started: StartedApi;
beforeAll(async () => {
	started = await startApi();
});
afterAll(() => started.stop());

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const signInWith = async (email: string, userAgent: string) =>
	readData<{ token: string; refreshToken: string; user: { id: string } }>(
		await started.request('/api/auth/login', {
			method: 'POST',
			json: { email, password: 'the right password', refreshTokenDelivery: 'body' },
			headers: { 'user-agent': userAgent },
		}),
	);
const createPerson = async () => {
	const email = `${randomUUID()}@flotilla.test`;
	await started.createAccount(email, { password: 'the right password' });
	return email;
};
const list = async (token: string) =>
	(await readData<{ sessions: Session[] }>(await started.request('/api/auth/sessions', { token }))).sessions;
const end = (token: string, id = '') =>
	started.request(`/api/auth/sessions${id === '' ? '' : `/${id}`}`, { method: 'DELETE', token });

it('shows where one is signed in, the last used first', async () => {
	const email = await createPerson();
	const laptop = await signInWith(email, firefox);
	started.passTime(60);
	const script = await signInWith(email, 'script/1');
	expect(await list(laptop.token)).toMatchObject([
		{ device: 'script/1', current: false, ip: '127.0.0.1' },
		{ device: 'Firefox on Linux', current: true },
	]);
	started.passTime(60);
	await started.request('/api/auth/refresh', {
		method: 'POST',
		json: { refreshToken: laptop.refreshToken },
		headers: { 'user-agent': firefox },
	});
	const [first] = await list(script.token);
	expect(first).toMatchObject({ device: 'Firefox on Linux', current: false });
	expect(new Date(first?.lastUsedAt ?? '').getTime() - new Date(first?.createdAt ?? '').getTime()).toBeGreaterThan(
		110_000,
	);
});

it('ends one of them, its token and its socket, and leaves the rest', async () => {
	const email = await createPerson();
	const own = await signInWith(email, 'own');
	const other = await signInWith(email, 'other');
	const [ownSocket, otherSocket] = [await openSocket(started.url), await openSocket(started.url)];
	await ownSocket.authenticate(own.token);
	await otherSocket.authenticate(other.token);
	const id = (await list(own.token)).find(({ current }) => !current)?.id ?? '';

	expect(await readData(await end(own.token, id))).toBeNull();
	expect(await otherSocket.closed).toBe(4403);
	expect((await ownSocket.nextOf('sessions:ended')).payload).toEqual({ sessionIds: [id] });
	expect((await started.request('/api/auth/me', { token: other.token })).status).toBe(401);
	expect(await list(own.token)).toMatchObject([{ current: true }]);
	expect(await readFailure(await end(own.token, id))).toMatchObject({ status: 404, code: 'SESSION_NOT_FOUND' });
	await ownSocket.close();
});

it('ends all others', async () => {
	const email = await createPerson();
	const own = await signInWith(email, 'own');
	const others = [await signInWith(email, 'a'), await signInWith(email, 'b')];
	expect(await readData(await end(own.token))).toBeNull();
	for (const { token } of others) expect((await started.request('/api/auth/me', { token })).status).toBe(401);
	expect(await list(own.token)).toMatchObject([{ current: true }]);
});

it('does not reach sessions of other people, nor tells them of each other', async () => {
	const owner = await signInWith(await createPerson(), 'owner');
	const { token } = await started.signIn();
	const socket = await openSocket(started.url);
	await socket.authenticate(token);
	const id = (await list(owner.token))[0]?.id ?? '';
	expect(await readFailure(await end(token, id))).toMatchObject({ status: 404, code: 'SESSION_NOT_FOUND' });
	expect((await started.request('/api/auth/me', { token: owner.token })).status).toBe(200);

	await end(owner.token, id);
	// An event after it that everybody sees: had the other one been for them, it would be there by now.
	await started.createAccount(`${randomUUID()}@flotilla.test`);
	await socket.nextOf('users:created');
	expect(socket.waiting().map(({ type }) => type)).not.toContain('sessions:ended');
	await socket.close();
});

it('tells the log of every end, with the owner alone as who may see it', async () => {
	const email = await createPerson();
	const watching = await signInWith(email, 'watching');
	const socket = await openSocket(started.url);
	await socket.authenticate(watching.token);
	const leaving = await signInWith(email, 'leaving');
	await started.request('/api/auth/logout', { method: 'POST', json: { refreshToken: leaving.refreshToken } });
	await socket.nextOf('sessions:ended');

	const robbed = await signInWith(email, 'robbed');
	const refresh = async (refreshToken: string) =>
		readData<{ refreshToken: string }>(
			await started.request('/api/auth/refresh', { method: 'POST', json: { refreshToken } }),
		);
	await refresh((await refresh(robbed.refreshToken)).refreshToken);
	await expect(refresh(robbed.refreshToken)).rejects.toThrow('SESSION_REVOKED');
	await socket.nextOf('sessions:ended');
	await socket.close();

	const { token } = await started.signIn();
	const { entries } = await readData<AuditList>(
		await started.request(`/api/audit?action=auth:refresh-token-reused&subjectId=${robbed.user.id}`, { token }),
	);
	expect(entries).toMatchObject([{ actorId: null, subjectType: 'user', ip: '127.0.0.1' }]);
});

it('says who ended them when an administrator switched the account off', async () => {
	const person = await signInWith(await createPerson(), 'person');
	const admin = await started.signIn();
	await readData(
		await started.request(`/api/users/${person.user.id}`, {
			method: 'PATCH',
			token: admin.token,
			json: { status: 'inactive' },
		}),
	);
	const events = await started.api.database
		.selectFrom('events')
		.select(['payload', 'permission'])
		.where('type', '=', 'sessions:ended')
		.where('owner_id', '=', person.user.id)
		.execute();
	expect(events).toMatchObject([{ permission: null, payload: { endedBy: admin.user.id } }]);
});
