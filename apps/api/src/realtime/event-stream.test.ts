import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { StreamTicket, User } from '@flotilla/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type OpenStreamOptions, openStream, type StreamedEvent, type TestStream } from '../testing/open-stream.ts';
import { readData, readFailure, type StartedApi, startApi } from '../testing/start-api.ts';
import { startRelay } from '../testing/start-relay.ts';

let started: StartedApi;
let admin: Awaited<ReturnType<StartedApi['signIn']>>;
let member: Awaited<ReturnType<StartedApi['signIn']>>;
beforeAll(async () => {
	started = await startApi({ streamRetry: 10, heartbeatInterval: 200 });
	admin = await started.signIn();
	member = await started.signIn('member@flotilla.test');
});
afterAll(() => started.stop());

const streams: TestStream[] = [];
afterEach(() => {
	for (const stream of streams.splice(0)) stream.close();
});
const open = (options: OpenStreamOptions) => {
	const stream = openStream(started.url, options);
	streams.push(stream);
	return stream;
};
let renames = 0;
const rename = async () => {
	renames += 1;
	const lastName = `Streamed ${renames}`;
	const path = `/api/users/${member.user.id}`;
	await readData(await started.request(path, { method: 'PATCH', token: admin.token, json: { lastName } }));
	return lastName;
};
const nameIn = ({ data }: StreamedEvent) => (data.payload as { user: User }).user.lastName;
const getTicket = async (token: string) =>
	(await readData<StreamTicket>(await started.request('/api/events/ticket', { method: 'POST', token }))).ticket;
/** The answer itself, for what the client keeps to itself. */
const ask = async (path: string, headers: Record<string, string> = {}) => {
	const request = get(`${started.url}${path}`, { headers });
	const [response] = (await once(request, 'response')) as [IncomingMessage];
	return response;
};
/** Lines of an open answer, as they come. */
const readUntil = async (response: IncomingMessage, wanted: RegExp) => {
	let text = '';
	for await (const chunk of response) {
		text += String(chunk);
		if (wanted.test(text)) break;
	}
	return text;
};

describe.each(['/api/events', '/events'])('%s', (path) => {
	it('brings events to a client with a bearer token', async () => {
		const stream = open({ token: member.token, path });
		const ready = await stream.next();
		expect(ready).toMatchObject({ event: 'ready', data: { resumed: false, epoch: member.position.epoch } });
		const name = await rename();
		const streamed = await stream.next();
		expect(nameIn(streamed)).toBe(name);
		expect(streamed.data).toMatchObject({ type: 'users:updated', source: 'api', id: streamed.id });
		expect(streamed.id).toBe(`${member.position.epoch}:${streamed.data.offset}`);
	});

	it('takes a ticket from clients that send no headers', async () => {
		const stream = open({ query: `?ticket=${await getTicket(member.token)}`, path });
		await stream.nextOf('ready');
		const name = await rename();
		expect(nameIn(await stream.next())).toBe(name);
	});

	it('says before it streams who may not', async () => {
		const tampered = `${(await getTicket(member.token)).slice(0, -4)}AAAA`;
		for (const [query, status, code] of [
			['', 401, 'AUTHENTICATION_REQUIRED'],
			['?ticket=', 401, 'TOKEN_INVALID'],
			[`?ticket=${tampered}`, 401, 'TOKEN_INVALID'],
			[`?ticket=${member.token}`, 401, 'TOKEN_INVALID'],
		] as const) {
			expect(await readFailure(await started.request(`${path}${query}`))).toMatchObject({ status, code });
		}
		const { token } = member;
		expect(await readFailure(await started.request(`${path}?topics=boats`, { token }))).toMatchObject({ status: 422 });
		const refused = await started.request(`${path}?topics=users,files:${admin.user.id}`, { token });
		expect(await readFailure(refused)).toMatchObject({ status: 403, code: 'FORBIDDEN' });
		const many = Array.from({ length: 101 }, (_, index) => `data:boat${index}`).join(',');
		expect(await readFailure(await started.request(`${path}?topics=${many}`, { token }))).toMatchObject({
			status: 422,
		});
	});
});

it('has a ticket that is good for the stream alone', async () => {
	const token = await getTicket(member.token);
	expect(await readFailure(await started.request('/api/auth/me', { token }))).toMatchObject({ code: 'TOKEN_INVALID' });
});

it('is not collected or changed on its way, and says when to come again', async () => {
	const response = await ask('/api/events', {
		authorization: `Bearer ${member.token}`,
		'accept-encoding': 'gzip, br',
		origin: 'http://localhost:3000',
	});
	expect(response.headers).toMatchObject({
		'content-type': 'text/event-stream',
		'cache-control': 'no-cache, no-transform',
		'x-accel-buffering': 'no',
		'access-control-allow-origin': 'http://localhost:3000',
	});
	expect(response.headers['content-encoding']).toBeUndefined();
	const text = await readUntil(response, /: heartbeat\nid: [^\n]+\n\n/);
	expect(text).toContain('retry: 10\n');
});

it('brings the topics that were asked for', async () => {
	const stream = open({ token: admin.token, query: `?topics=files,users:${admin.user.id}` });
	await stream.nextOf('ready');
	await rename();
	const body = new FormData();
	body.append('file', new File([crypto.randomUUID()], 'file.txt', { type: 'text/plain' }));
	await readData(await started.request('/api/files/upload', { method: 'POST', token: admin.token, body }));
	expect((await stream.next()).event).toBe('files:upload-completed');
	expect(stream.waiting()).toEqual([]);
});

describe('resuming', () => {
	it('by Last-Event-ID brings exactly what was missed, in order and once', async () => {
		const relay = await startRelay(started.url);
		const stream = openStream(relay.url, { token: member.token });
		streams.push(stream);
		await stream.nextOf('ready');
		const expected: string[] = [];
		const received: string[] = [];
		for (let round = 0; round < 5; round += 1) {
			const before = relay.connectionCount;
			relay.breakAll();
			expected.push(await rename(), await rename());
			while (received.length < expected.length) received.push(nameIn(await stream.nextOf('users:updated')));
			expect(relay.connectionCount).toBeGreaterThan(before);
		}
		expect(received).toEqual(expected);
		await relay.stop();
	});

	it('by query for clients that begin anew', async () => {
		const { position } = await started.signIn('member@flotilla.test');
		const missed = await rename();
		const query = `?lastEventId=${position.epoch}:${position.offset}`;
		const stream = open({ token: member.token, query });
		expect(await stream.next()).toMatchObject({ event: 'ready', data: { resumed: true, offset: position.offset } });
		expect(nameIn(await stream.next())).toBe(missed);
	});

	it.each([
		['of another epoch', `${crypto.randomUUID()}:1`],
		['that is not written yet', 'EPOCH:999999999'],
		['that is none', 'nonsense'],
	])('from a place %s says resync, and goes on from now', async (_what, place) => {
		const id = place.replace('EPOCH', member.position.epoch);
		const stream = open({ token: member.token, query: `?lastEventId=${id}` });
		expect(await stream.next()).toMatchObject({ event: 'resync', data: { resumed: false } });
		const name = await rename();
		expect(nameIn(await stream.next())).toBe(name);
	});
});

it('ends with the session', async () => {
	const session = await started.signIn();
	const stream = open({ token: session.token });
	await stream.nextOf('ready');
	const { refreshToken } = session;
	await started.request('/api/auth/logout', { method: 'POST', json: { refreshToken } });
	expect(await stream.next()).toMatchObject({ event: 'unauthenticated', data: { code: 'SESSION_REVOKED' } });
	expect(await stream.failed).toBe(401);
});

it('ends with the token, and a renewed one goes on where it was', async () => {
	const shortLived = await startApi({ accessTokenTtl: 4 });
	const { token } = await shortLived.signIn();
	const stream = openStream(shortLived.url, { token });
	const { id } = await stream.nextOf('ready');
	expect(await stream.next()).toMatchObject({ event: 'unauthenticated', data: { code: 'UNAUTHENTICATED' } });
	const renewed = openStream(shortLived.url, {
		token: (await shortLived.signIn()).token,
		query: `?lastEventId=${id}`,
	});
	expect(await renewed.next()).toMatchObject({ event: 'ready', data: { resumed: true } });
	stream.close();
	renewed.close();
	await shortLived.stop();
});

it('is given up when its client does not read, and brings everything when it comes back', async () => {
	const slow = await startApi({ maximumBufferedAmount: 1000 });
	const { token, user, position } = await slow.signIn();
	const request = get(`${slow.url}/api/events`, { headers: { authorization: `Bearer ${token}` } });
	const [response] = (await once(request, 'response')) as [IncomingMessage];
	response.pause();
	response.socket.pause();
	const ended = once(response, 'close');
	response.on('error', () => undefined);
	const large = { id: user.id, filler: 'x'.repeat(500_000) };
	// More than the operating systems at both ends keep for a connection.
	for (let count = 0; count < 30; count += 1) {
		await slow.api.events.write((_transaction, append) =>
			append({ type: 'users:deleted', payload: { ...large, id: crypto.randomUUID() }, permission: 'users:read' }),
		);
	}
	response.socket.resume();
	response.resume();
	await ended;
	const last = `?lastEventId=${position.epoch}:${position.offset}`;
	const stream = openStream(slow.url, { token, query: last, names: ['ready', 'users:deleted'] });
	expect(await stream.next()).toMatchObject({ event: 'ready', data: { resumed: true } });
	for (let count = 0; count < 30; count += 1) expect((await stream.next()).event).toBe('users:deleted');
	stream.close();
	await slow.stop();
});

it('ends when the server does, with the time to come again, and goes on where it was', async () => {
	let restarting = await startApi({ streamRetry: 10 });
	const { token, user } = await restarting.signIn();
	const request = get(`${restarting.url}/events`, { headers: { authorization: `Bearer ${token}` } });
	const [response] = (await once(request, 'response')) as [IncomingMessage];
	let received = '';
	const ended = once(response, 'end');
	await new Promise<void>((resolve) => {
		response.on('data', (chunk) => {
			received += String(chunk);
			if (received.includes('event: ready')) resolve();
		});
	});
	const json = { firstName: 'Before' };
	await readData(await restarting.request(`/api/users/${user.id}`, { method: 'PATCH', token, json }));
	await restarting.api.close();
	await ended;
	expect(received).toMatch(/: restarting\nretry: 10\n\n$/);
	const id = [...received.matchAll(/^id: (.+)$/gm)].at(-1)?.[1];
	restarting = await startApi({}, { continuing: restarting });
	const stream = openStream(restarting.url, { token, query: `?lastEventId=${id}` });
	expect(await stream.next()).toMatchObject({ event: 'ready', data: { resumed: true } });
	stream.close();
	await restarting.stop();
});

describe('a client that leaves while its token is looked at', () => {
	it('leaves no connection behind, whenever it leaves', async () => {
		const { hostname, port } = new URL(started.url);
		await Promise.all(
			Array.from({ length: 60 }, async (_, index) => {
				const socket = connect(Number(port), hostname);
				await once(socket, 'connect');
				// A space more is a token that was not seen yet, so that it takes the whole way.
				const spaces = ' '.repeat(1 + index);
				socket.write(`GET /api/events HTTP/1.1\r\nHost: api\r\nAuthorization: Bearer${spaces}${admin.token}\r\n\r\n`);
				await delay(index % 6);
				socket.destroy();
			}),
		);
		await expect
			.poll(async () => {
				const metrics = await (await started.request('/metrics')).text();
				return /^flotilla_realtime_connections (\d+)/m.exec(metrics)?.[1];
			})
			.toBe('0');
	});
});
