import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { PushSubscription } from '@flotilla/contracts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Settings } from '../settings.ts';
import { openSocket } from '../testing/open-socket.ts';
import { openStream } from '../testing/open-stream.ts';
import { readData, readFailure, type StartedApi, startApi } from '../testing/start-api.ts';
import { type PushService, startPushService } from '../testing/start-push-service.ts';

const settings: Partial<Settings> = {
	allowLocalPush: true,
	pushDelay: 0,
	pushRetryDelay: 20,
	maximumPushAttempts: 3,
	maximumPushSubscriptions: 2,
};
let service: PushService;
let started: StartedApi;
let admin: Awaited<ReturnType<StartedApi['signIn']>>;
beforeAll(async () => {
	service = await startPushService();
	started = await startApi(settings);
	admin = await started.signIn();
});
afterAll(async () => {
	await started.stop();
	await service.stop();
});

type Person = Awaited<ReturnType<StartedApi['signIn']>>;
let member: Person;
beforeEach(async () => {
	member = await started.signIn('member@flotilla.test');
});
const listOf = async ({ token }: Pick<Person, 'token'>) => {
	const { subscriptions } = await readData<{ subscriptions: PushSubscription[] }>(
		await started.request('/api/push/subscriptions', { token }),
	);
	return subscriptions;
};
const subscribe = async ({ token }: Person) => {
	const json = service.subscribe();
	const answer = await started.request('/api/push/subscriptions', { method: 'POST', token, json });
	expect(answer.status).toBe(201);
	await readData(answer);
	return json;
};
const unsubscribe = ({ token }: Person, endpoint: string) =>
	started.request('/api/push/subscriptions', { method: 'DELETE', token, json: { endpoint } });
afterEach(async () => {
	for (const { endpoint } of await listOf(member).catch(() => [])) await unsubscribe(member, endpoint);
});
let renames = 0;
const rename = async (api = started) => {
	renames += 1;
	const lastName = `Pushed ${renames}`;
	const path = `/api/users/${member.user.id}`;
	await readData(await api.request(path, { method: 'PATCH', token: admin.token, json: { lastName } }));
	return lastName;
};
const bodyOf = ({ payload }: { payload: unknown }) => (payload as { body: string }).body;
/** Long enough for a message that should not be sent to have been sent. */
const settle = async () => {
	const { token } = await started.signIn();
	const { endpoint, keys } = service.subscribe();
	await started.request('/api/push/subscriptions', { method: 'POST', token, json: { endpoint, keys } });
	await started.request(`/api/users/${admin.user.id}`, {
		method: 'PATCH',
		token,
		json: { lastName: `Settled ${crypto.randomUUID().slice(0, 8)}` },
	});
	let message = await service.next();
	const others = [];
	while (!endpoint.endsWith(message.path)) {
		others.push(message);
		message = await service.next();
	}
	await unsubscribe({ ...admin, token }, endpoint);
	return [...others, ...service.waiting()];
};

describe('a message', () => {
	it('reaches the browser of somebody who is not connected, encrypted and signed', async () => {
		const { endpoint } = await subscribe(member);
		const name = await rename();
		const { path, payload, headers, vapid } = await service.next();
		expect(endpoint.endsWith(path)).toBe(true);
		expect(payload).toEqual({
			title: 'Your account was changed',
			body: expect.stringContaining(name),
			url: `/users/${member.user.id}`,
			tag: 'account',
		});
		expect(headers).toMatchObject({ 'content-encoding': 'aes128gcm', ttl: '86400' });
		const { publicKey } = await readData<{ publicKey: string }>(await started.request('/api/push/public-key'));
		expect(vapid).toEqual({ key: publicKey, aud: new URL(endpoint).origin, sub: 'mailto:push@flotilla.test' });
	});

	it('is not sent to somebody with a socket or a stream, and is again when they are gone', async () => {
		await subscribe(member);
		const socket = await openSocket(started.url);
		await socket.authenticate(member.token);
		await rename();
		expect(await settle()).toEqual([]);
		await socket.close();
		const stream = openStream(started.url, { token: member.token });
		await stream.nextOf('ready');
		await rename();
		expect(await settle()).toEqual([]);
		stream.close();
		// The server hears of the end in its own time.
		let message: unknown;
		while (message === undefined) {
			await rename();
			message = (await Promise.race([service.next(), delay(300)])) ?? undefined;
		}
		expect(message).toMatchObject({ payload: { tag: 'account' } });
	});

	it('is tried again after 429 and 503, not before the time that is asked for, and given up in the end', async () => {
		await subscribe(member);
		service.answerWith({ status: 503 }, { status: 429, retryAfter: '0' });
		const name = await rename();
		expect(bodyOf(await service.next())).toContain(name);
		const before = service.requestCount;
		service.answerWith({ status: 500 }, { status: 500 }, { status: 500 });
		await rename();
		while (service.requestCount < before + 3) await delay(10);
		expect(await settle()).toEqual([]);
		expect(await listOf(member)).toHaveLength(1);
	});

	it.each([404, 410])('that is answered with %i ends the subscription', async (status) => {
		await subscribe(member);
		service.answerWith({ status });
		await rename();
		while ((await listOf(member)).length > 0) await delay(10);
		await rename();
		expect(await settle()).toEqual([]);
	});

	it('is not sent to a browser whose session has ended', async () => {
		await subscribe(member);
		const { refreshToken } = member;
		await started.request('/api/auth/logout', { method: 'POST', json: { refreshToken } });
		await rename();
		expect(await settle()).toEqual([]);
		expect(await listOf(await started.signIn('member@flotilla.test'))).toEqual([]);
	});
});

describe('a subscription', () => {
	it('belongs to who is signed in last in that browser, once', async () => {
		const json = await subscribe(member);
		await started.request('/api/push/subscriptions', { method: 'POST', token: member.token, json });
		expect((await listOf(member)).map(({ endpoint }) => endpoint)).toEqual([json.endpoint]);
		await started.request('/api/push/subscriptions', { method: 'POST', token: admin.token, json });
		expect(await listOf(member)).toEqual([]);
		expect(await listOf(admin)).toHaveLength(1);
		await unsubscribe(member, json.endpoint);
		expect(await listOf(admin)).toHaveLength(1);
		await readData(await unsubscribe(admin, json.endpoint));
		expect(await listOf(admin)).toEqual([]);
	});

	it('of a third browser takes the place of the first', async () => {
		const endpoints = [];
		for (let count = 0; count < 3; count += 1) endpoints.push((await subscribe(member)).endpoint);
		expect((await listOf(member)).map(({ endpoint }) => endpoint).sort()).toEqual(endpoints.slice(1).sort());
	});

	it.each([
		['an unknown host', { endpoint: 'https://push.evil.test/x' }, 'endpoint'],
		['a host behind the firewall', { endpoint: 'http://10.0.0.7/x' }, 'endpoint'],
		['a host that only ends like a known one', { endpoint: 'https://evilfcm.googleapis.com.test/x' }, 'endpoint'],
		['a known host without encryption', { endpoint: 'http://fcm.googleapis.com/x' }, 'endpoint'],
		['a known host on another port', { endpoint: 'https://fcm.googleapis.com:8443/x' }, 'endpoint'],
		['a name and a password', { endpoint: 'https://a:b@fcm.googleapis.com/x' }, 'endpoint'],
		['no address', { endpoint: 'push' }, 'endpoint'],
		[
			'a key that is no point',
			{ keys: { p256dh: randomBytes(65).toString('base64url'), auth: 'A'.repeat(22) } },
			'keys.p256dh',
		],
		['a secret that is too short', { keys: { p256dh: 'A'.repeat(87), auth: 'AAAA' } }, 'keys.auth'],
		['an end that is no instant', { expirationTime: 1e300 }, 'expirationTime'],
	])('with %s is refused', async (_what, wrong, field) => {
		const json = { ...service.subscribe(), endpoint: 'https://fcm.googleapis.com/fcm/send/x', ...wrong };
		const { token } = member;
		const failure = await readFailure(
			await started.request('/api/push/subscriptions', { method: 'POST', token, json }),
		);
		expect(failure).toMatchObject({ status: 422, code: 'VALIDATION_FAILED' });
		expect(Object.keys(failure.errors ?? {})).toEqual([field]);
	});
});

it('a message that a server did not send before it ended is sent by the next, once', async () => {
	const waiting = await startApi({ ...settings, pushDelay: 60_000 });
	const person = await waiting.signIn('member@flotilla.test');
	const { token } = await waiting.signIn();
	const json = service.subscribe();
	await readData(await waiting.request('/api/push/subscriptions', { method: 'POST', token: person.token, json }));
	await readData(
		await waiting.request(`/api/users/${person.user.id}`, { method: 'PATCH', token, json: { lastName: 'Kept' } }),
	);
	const { publicKey } = await readData<{ publicKey: string }>(await waiting.request('/api/push/public-key'));
	while ((await waiting.api.database.selectFrom('push_messages').selectAll().execute()).length === 0) await delay(10);
	await waiting.api.close();
	const next = await startApi(settings, { continuing: waiting });
	next.passTime(120);
	// Something that concerns nobody wakes the queue.
	await readData(
		await next.request(`/api/users/${person.user.id}`, { method: 'PATCH', token, json: { lastName: 'Later' } }),
	);
	const bodies = [bodyOf(await service.next()), bodyOf(await service.next())];
	expect(bodies.filter((body) => body.includes('Kept'))).toHaveLength(1);
	expect((await readData<{ publicKey: string }>(await next.request('/api/push/public-key'))).publicKey).toBe(publicKey);
	while ((await next.api.database.selectFrom('push_messages').selectAll().execute()).length > 0) await delay(10);
	expect(service.waiting()).toEqual([]);
	await next.stop();
});
