import type { PresenceChanged, RealtimeFrame } from '@flotilla/contracts';
import { presenceChanged } from '@flotilla/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createPerson } from '../testing/create-person.ts';
import { openSocket, type TestSocket } from '../testing/open-socket.ts';
import { openStream } from '../testing/open-stream.ts';
import { readData, type StartedApi, startApi } from '../testing/start-api.ts';
import { hasRedis, startRedis, type TestRedis } from '../testing/start-redis.ts';

const settings = { heartbeatInterval: 60_000, maximumRooms: 2, maximumPresenceMembers: 2 };
let started: StartedApi;
let admin: Awaited<ReturnType<StartedApi['signIn']>>;
let member: Awaited<ReturnType<StartedApi['signIn']>>;
beforeAll(async () => {
	started = await startApi(settings);
	admin = await started.signIn();
	member = await started.signIn('member@flotilla.test');
});
afterAll(() => started.stop());

const sockets: TestSocket[] = [];
afterEach(async () => {
	for (const socket of sockets.splice(0)) await socket.close();
});
const connect = async (token: string, topics: string[] = [], url = started.url) => {
	const socket = await openSocket(url);
	sockets.push(socket);
	await socket.authenticate(token, undefined, topics);
	return socket;
};
const isAbout = ({ type, payload }: RealtimeFrame, room: string) =>
	type === 'presence:changed' && (payload as PresenceChanged).room === room;
/** The next word about `room` of which `wanted` holds. */
const told = async (socket: TestSocket, room: string, wanted: (changed: PresenceChanged) => boolean) => {
	for (;;) {
		const frame = await socket.next();
		if (!isAbout(frame, room)) continue;
		const changed = presenceChanged.parse(frame.payload);
		if (wanted(changed)) return changed;
	}
};
const ids = ({ members }: PresenceChanged) => members.map(({ userId }) => userId);

describe('a room', () => {
	it('tells everybody in it who is there, with what they share', async () => {
		const room = `users:${member.user.id}`;
		const [first, second] = [await connect(admin.token), await connect(member.token)];
		first.send('presence', { room, state: { editing: 'name' } });
		expect(await told(first, room, ({ total }) => total === 1)).toMatchObject({
			members: [{ userId: admin.user.id, state: { editing: 'name' } }],
		});
		second.send('presence', { room });
		for (const socket of [first, second]) {
			const { members } = await told(socket, room, ({ total }) => total === 2);
			expect(members.map(({ userId, state }) => ({ userId, state }))).toEqual([
				{ userId: admin.user.id, state: { editing: 'name' } },
				{ userId: member.user.id, state: null },
			]);
			expect(members[1]?.name).toBe(`${member.user.firstName} ${member.user.lastName}`);
		}
		second.send('presence', { room, state: { editing: 'role' } });
		expect((await told(first, room, ({ members }) => members[1]?.state !== null)).members[1]?.state).toEqual({
			editing: 'role',
		});
		second.send('presence-leave', { room });
		expect(ids(await told(first, room, ({ total }) => total === 1))).toEqual([admin.user.id]);
	});

	it('has one member a person, who leaves with the last of the sockets, however that ends', async () => {
		const room = 'files';
		const watching = await connect(admin.token, [`presence:${room}`]);
		const [one, two] = [await connect(member.token), await connect(member.token)];
		one.send('presence', { room, state: { at: 1 } });
		await told(watching, room, ({ total }) => total === 1);
		two.send('presence', { room, state: { at: 2 } });
		const both = await told(watching, room, ({ members }) => members[0]?.state?.at === 2);
		expect(both.total).toBe(1);
		two.raw.terminate();
		expect((await told(watching, room, ({ members }) => members[0]?.state?.at === 1)).total).toBe(1);
		one.raw.terminate();
		expect(await told(watching, room, ({ total }) => total === 0)).toEqual({ room, members: [], total: 0 });
	});

	it('may be watched without being in it, also by an event stream', async () => {
		const socket = await connect(member.token);
		socket.send('presence', { room: 'data:boats' });
		const stream = openStream(started.url, { token: admin.token, query: '?topics=presence:data:boats' });
		expect((await stream.nextOf('presence:changed')).data.payload).toMatchObject({
			room: 'data:boats',
			members: [{ userId: member.user.id }],
		});
		stream.close();
	});

	it('names those who came first and counts all', async () => {
		const room = 'data:crowd';
		const watching = await connect(admin.token, [`presence:${room}`]);
		for (let count = 0; count < 3; count += 1) {
			const { token } = await createPerson(started, admin.token, 'member');
			(await connect(token)).send('presence', { room });
		}
		expect((await told(watching, room, ({ total }) => total === 3)).members).toHaveLength(2);
	});
});

describe('is refused', () => {
	const error = async (socket: TestSocket) => (await socket.nextOf('error')).payload;

	it('where one may not see who is there', async () => {
		const socket = await connect(member.token);
		socket.send('presence', { room: `files:${admin.user.id}` });
		expect(await error(socket)).toMatchObject({ code: 'FORBIDDEN' });
		socket.send('subscribe', { topics: [`presence:files:${admin.user.id}`] });
		expect(await error(socket)).toMatchObject({ code: 'FORBIDDEN' });
	});

	it('with too much to share, in too many rooms, and in what is no room', async () => {
		const socket = await connect(member.token);
		socket.send('presence', { room: 'users', state: { text: 'x'.repeat(1100) } });
		expect(await error(socket)).toMatchObject({ code: 'VALIDATION_FAILED' });
		for (const room of ['users', 'files', 'data:boats']) socket.send('presence', { room });
		expect(await error(socket)).toMatchObject({
			code: 'VALIDATION_FAILED',
			message: expect.stringContaining('2 rooms'),
		});
		socket.send('presence', { room: 'sessions' });
		expect(await error(socket)).toMatchObject({ code: 'VALIDATION_FAILED' });
	});

	it('from the moment on in which a role is gone', async () => {
		const room = `files:${admin.user.id}`;
		const setRole = async (role: string) =>
			readData(
				await started.request(`/api/users/${member.user.id}`, { method: 'PATCH', token: admin.token, json: { role } }),
			);
		await setRole('manager');
		const watching = await connect(admin.token, [`presence:${room}`]);
		const socket = await connect(member.token);
		socket.send('presence', { room });
		await told(watching, room, ({ total }) => total === 1);
		await setRole('member');
		expect((await told(watching, room, ({ total }) => total === 0)).members).toEqual([]);
	});
});

describe.skipIf(!hasRedis)('across nodes (not run without redis-server or TEST_REDIS_URL)', () => {
	let redis: TestRedis;
	let nodes: StartedApi[];
	beforeAll(async () => {
		redis = await startRedis();
		// Two nodes with a database each share nothing but Redis.
		nodes = [await startApi(settings, { redisUrl: redis.url }), await startApi(settings, { redisUrl: redis.url })];
	});
	afterAll(async () => {
		for (const node of nodes) await node.stop();
		await redis.stop();
	});

	it('everybody sees everybody, until a node stops', async () => {
		const [here, there] = nodes as [StartedApi, StartedApi];
		const room = `data:${crypto.randomUUID().replace(/^\d/, 'a')}`;
		const [first, second] = [await here.signIn(), await there.signIn('member@flotilla.test')];
		const one = await connect(first.token, [], here.url);
		const two = await connect(second.token, [], there.url);
		one.send('presence', { room });
		await told(one, room, ({ total }) => total === 1);
		two.send('presence', { room, state: { at: 'there' } });
		for (const socket of [one, two]) {
			const changed = await told(socket, room, ({ total }) => total === 2);
			expect(ids(changed)).toEqual([first.user.id, second.user.id]);
		}
		await there.api.close();
		expect(ids(await told(one, room, ({ total }) => total === 1))).toEqual([first.user.id]);
	});
});
