import type { RealtimeFrame, Role, StoredFile, User } from '@flotilla/contracts';
import { serverEvents } from '@flotilla/contracts';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openSocket, type TestSocket } from '../testing/open-socket.ts';
import { readData, type StartedApi, startApi } from '../testing/start-api.ts';

let started: StartedApi;
let admin: Awaited<ReturnType<StartedApi['signIn']>>;
let member: Awaited<ReturnType<StartedApi['signIn']>>;
beforeAll(async () => {
	started = await startApi({ heartbeatInterval: 60_000, maximumBadFrames: 3 });
	admin = await started.signIn();
	member = await started.signIn('member@flotilla.test');
});
afterAll(() => started.stop());

const sockets: TestSocket[] = [];
afterEach(async () => {
	for (const socket of sockets.splice(0)) await socket.close();
});
const connect = async () => {
	const socket = await openSocket(started.url);
	sockets.push(socket);
	return socket;
};
const connectAs = async (token: string) => {
	const socket = await connect();
	return { socket, ...(await socket.authenticate(token)) };
};
let renames = 0;
/** Changes the member's name and returns the new one. */
const rename = async () => {
	renames += 1;
	const lastName = `Okafor ${renames}`;
	const path = `/api/users/${member.user.id}`;
	await readData(await started.request(path, { method: 'PATCH', token: admin.token, json: { lastName } }));
	return lastName;
};
const nameIn = ({ payload }: RealtimeFrame) => (payload as { user: User }).user.lastName;
const upload = async (token: string, bytes: Uint8Array, type: string) => {
	const body = new FormData();
	body.append('file', new File([new Uint8Array(bytes)], 'file', { type }));
	return readData<StoredFile>(await started.request('/api/files/upload', { method: 'POST', token, body }));
};
const text = () => new TextEncoder().encode(crypto.randomUUID());

describe('authenticating', () => {
	it('is answered with who one is and where the log stands', async () => {
		const { userId, epoch, offset, resumed } = await connectAs(member.token);
		expect({ userId, resumed }).toEqual({ userId: member.user.id, resumed: false });
		expect(epoch).toMatch(/^[0-9a-f-]{36}$/);
		expect(offset).toBeGreaterThan(0);
	});

	it.each([
		['a heartbeat', { type: 'heartbeat', payload: {}, timestamp: '', id: '1' }],
		['no frame at all', 'hello'],
	])('comes first: %s closes with 4401', async (_name, frame) => {
		const socket = await connect();
		socket.sendRaw(JSON.stringify(frame));
		expect((await socket.next()).type).toBe('error');
		expect(await socket.closed).toBe(4401);
	});

	it('with a bad token says why and closes with 4401', async () => {
		const socket = await connect();
		socket.send('authenticate', { token: 'made-up' });
		expect((await socket.next()).payload).toMatchObject({ code: 'TOKEN_INVALID' });
		expect(await socket.closed).toBe(4401);
	});

	it('again in place renews, and no event is lost or doubled', async () => {
		const { socket } = await connectAs(member.token);
		const renewed = await started.signIn('member@flotilla.test');
		const first = await rename();
		socket.send('authenticate', { token: renewed.token });
		const second = await rename();
		const frames = [await socket.next(), await socket.next(), await socket.next()];
		const answer = frames.find(({ type }) => type === 'authenticated');
		expect(answer?.payload).toMatchObject({ userId: member.user.id, resumed: true });
		expect(frames.filter(({ type }) => type === 'users:updated').map(nameIn)).toEqual([first, second]);
		expect(socket.waiting()).toEqual([]);
	});

	it('again as somebody else closes', async () => {
		const { socket } = await connectAs(member.token);
		socket.send('authenticate', { token: admin.token });
		expect(await socket.closed).toBe(4401);
	});

	it('ends with the session: 4403', async () => {
		const session = await started.signIn();
		const { socket } = await connectAs(session.token);
		const { refreshToken } = session;
		await started.request('/api/auth/logout', { method: 'POST', json: { refreshToken } });
		expect(await socket.closed).toBe(4403);
	});
});

describe('frames that cannot be read', () => {
	it.each([
		['not JSON', '{"type":', 'MALFORMED_JSON'],
		['no frame', '[1, 2]', 'VALIDATION_FAILED'],
		['of an unknown type', '{"type":"users:updated","payload":{},"timestamp":"","id":"1"}', 'BAD_REQUEST'],
		[
			'with a wrong payload',
			'{"type":"authenticate","payload":{"token":7},"timestamp":"","id":"1"}',
			'VALIDATION_FAILED',
		],
		['binary', Buffer.from('{}'), 'BAD_REQUEST'],
	])('are answered with an error: %s', async (_name, data, code) => {
		const { socket } = await connectAs(member.token);
		socket.sendRaw(data);
		expect(await socket.next()).toMatchObject({ type: 'error', payload: { code } });
		const lastName = await rename();
		expect(nameIn(await socket.nextOf('users:updated'))).toBe(lastName);
	});

	it('close the socket with 4400 when there are too many', async () => {
		const { socket } = await connectAs(member.token);
		for (let count = 0; count < 3; count += 1) socket.sendRaw('?');
		expect(await socket.closed).toBe(4400);
	});

	it('close the socket with 1009 when one is too large', async () => {
		const { socket } = await connectAs(member.token);
		socket.sendRaw('x'.repeat(64 * 1024 + 1));
		expect(await socket.closed).toBe(1009);
	});
});

describe('events', () => {
	it('reach every page that may see them, as the contract has them', async () => {
		const pages = await Promise.all([connectAs(admin.token), connectAs(member.token)]);
		const lastName = await rename();
		for (const { socket, offset } of pages) {
			const frame = await socket.nextOf('users:updated');
			expect(frame).toMatchObject({ source: 'api', offset: expect.any(Number) });
			expect(frame.offset).toBeGreaterThan(offset);
			expect(serverEvents['users:updated'].parse(frame.payload).user.lastName).toBe(lastName);
		}
	});

	it('of a file reach its owner and who may see all files, nobody else', async () => {
		const { socket: ofMember } = await connectAs(member.token);
		const { socket: ofAdmin } = await connectAs(admin.token);
		const file = await upload(admin.token, text(), 'text/plain');
		expect((await ofAdmin.nextOf('files:upload-completed')).payload).toMatchObject({ file: { id: file.id } });
		const own = await upload(member.token, text(), 'text/plain');
		// Events come in order: had the member been told of the other file, it would have been before this one.
		expect((await ofMember.next()).payload).toMatchObject({ file: { id: own.id } });
		expect((await ofAdmin.next()).payload).toMatchObject({ file: { id: own.id } });
		await started.request(`/api/files/${own.id}`, { method: 'DELETE', token: member.token });
		expect(await ofMember.next()).toMatchObject({
			type: 'files:deleted',
			payload: { id: own.id, ownerId: member.user.id },
		});
	});

	it('tell when a thumbnail is there, with an address that works', async () => {
		const { socket } = await connectAs(member.token);
		const image = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#123' } })
			.png()
			.toBuffer();
		const { id } = await upload(member.token, image, 'image/png');
		const { payload } = await socket.nextOf('files:thumbnail-created');
		const { file } = serverEvents['files:thumbnail-created'].parse(payload);
		expect(file).toMatchObject({ id, thumbnailStatus: 'ready' });
		expect((await started.request(file.thumbnailUrl ?? '')).headers.get('content-type')).toBe('image/webp');
	});

	it('follow a changed role at once', async () => {
		const { socket } = await connectAs(member.token);
		const setRole = async (role: Role) =>
			readData(
				await started.request(`/api/users/${member.user.id}`, { method: 'PATCH', token: admin.token, json: { role } }),
			);
		await setRole('manager');
		const file = await upload(admin.token, text(), 'text/plain');
		expect((await socket.nextOf('files:upload-completed')).payload).toMatchObject({ file: { id: file.id } });
		await setRole('member');
	});

	it('come one after the other in the order of their offsets', async () => {
		const { socket } = await connectAs(member.token);
		await Promise.all(Array.from({ length: 20 }, rename));
		const frames = [];
		for (let count = 0; count < 20; count += 1) frames.push(await socket.nextOf('users:updated'));
		const offsets = frames.map(({ offset }) => offset ?? 0);
		expect(offsets).toEqual([...offsets].sort((left, right) => left - right));
		expect(new Set(offsets).size).toBe(20);
	});
});

describe('resuming', () => {
	it('replays exactly what was missed, in order and once, and goes on', async () => {
		const first = await connectAs(member.token);
		const seen = await rename();
		const { offset = 0 } = await first.socket.nextOf('users:updated');
		await first.socket.close();
		const missed = [];
		for (let count = 0; count < 5; count += 1) missed.push(await rename());
		await upload(admin.token, text(), 'text/plain');

		const socket = await connect();
		expect(await socket.authenticate(member.token, { epoch: first.epoch, offset })).toMatchObject({ resumed: true });
		const live = await rename();
		const received = [];
		for (let count = 0; count < 6; count += 1) received.push(nameIn(await socket.next()));
		expect(received).toEqual([...missed, live]);
		expect(received).not.toContain(seen);
		expect(socket.waiting()).toEqual([]);
	});

	it('from where signing in left off misses nothing that happened since', async () => {
		const { token, position } = await started.signIn('member@flotilla.test');
		const missed = await rename();
		const socket = await connect();
		expect(await socket.authenticate(token, position)).toMatchObject({ resumed: true });
		expect(nameIn(await socket.next())).toBe(missed);
		expect(socket.waiting()).toEqual([]);
	});

	it('while events keep coming loses and repeats none', async () => {
		const first = await connectAs(member.token);
		await first.socket.close();
		const changes = Promise.all(Array.from({ length: 30 }, rename));
		const socket = await connect();
		await socket.authenticate(member.token, { epoch: first.epoch, offset: first.offset });
		await changes;
		const names = new Set<string>();
		for (let count = 0; count < 30; count += 1) names.add(nameIn(await socket.next()));
		expect(names.size).toBe(30);
		expect(socket.waiting()).toEqual([]);
	});

	it.each([
		['of another epoch', { epoch: crypto.randomUUID(), offset: 1 }],
		['that is not written yet', { offset: 1_000_000 }],
		['before the beginning', { offset: -1 }],
	])('from a place %s is refused: fetch again', async (_name, place) => {
		const { epoch } = await connectAs(member.token);
		const socket = await connect();
		expect(await socket.authenticate(member.token, { epoch, ...place })).toMatchObject({ epoch, resumed: false });
		const lastName = await rename();
		expect(nameIn(await socket.next())).toBe(lastName);
	});
});

it('refuses upgrades anywhere else', async () => {
	await expect(openSocket(`${started.url}/api`)).rejects.toThrow('404');
});
