import type { RealtimeFrame, StoredFile, User } from '@flotilla/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openSocket, type TestSocket } from '../testing/open-socket.ts';
import { readData, type StartedApi, startApi } from '../testing/start-api.ts';

let started: StartedApi;
let admin: Awaited<ReturnType<StartedApi['signIn']>>;
let member: Awaited<ReturnType<StartedApi['signIn']>>;
beforeAll(async () => {
	started = await startApi({ heartbeatInterval: 60_000, maximumTopics: 4 });
	admin = await started.signIn();
	member = await started.signIn('member@flotilla.test');
});
afterAll(() => started.stop());

const sockets: TestSocket[] = [];
afterEach(async () => {
	for (const socket of sockets.splice(0)) await socket.close();
});
const connect = async (token: string, topics?: string[], resume?: { epoch: string; offset: number }) => {
	const socket = await openSocket(started.url);
	sockets.push(socket);
	return { socket, answer: await socket.authenticate(token, resume, topics) };
};
let renames = 0;
const rename = async (id: string) => {
	renames += 1;
	const lastName = `Named ${renames}`;
	await readData<User>(
		await started.request(`/api/users/${id}`, { method: 'PATCH', token: admin.token, json: { lastName } }),
	);
	return lastName;
};
const nameIn = ({ payload }: RealtimeFrame) => (payload as { user: User }).user.lastName;
const upload = async (token: string) => {
	const body = new FormData();
	body.append('file', new File([crypto.randomUUID()], 'file.txt', { type: 'text/plain' }));
	return readData<StoredFile>(await started.request('/api/files/upload', { method: 'POST', token, body }));
};

describe('topics named with the token', () => {
	it('bring their events and no others', async () => {
		const { socket, answer } = await connect(admin.token, [`users:${member.user.id}`]);
		expect(answer.topics).toEqual([`users:${member.user.id}`]);
		await rename(admin.user.id);
		await upload(admin.token);
		const name = await rename(member.user.id);
		expect(nameIn(await socket.next())).toBe(name);
		expect(socket.waiting()).toEqual([]);
	});

	it('may be none: nothing comes until one is subscribed to', async () => {
		const { socket, answer } = await connect(admin.token, []);
		expect(answer.topics).toEqual([]);
		await rename(member.user.id);
		socket.send('subscribe', { topics: ['users'] });
		const subscribed = await socket.next();
		expect(subscribed).toMatchObject({ type: 'subscribed', payload: { topics: ['users'] } });
		expect((subscribed.payload as { offset: number }).offset).toBeGreaterThan(answer.offset);
		const name = await rename(member.user.id);
		expect(nameIn(await socket.next())).toBe(name);
	});

	it('are resumed: what was missed of them follows, and nothing else', async () => {
		const { epoch, offset } = (await connect(admin.token, ['files'])).answer;
		const file = await upload(admin.token);
		await rename(member.user.id);
		const { socket, answer } = await connect(admin.token, ['files'], { epoch, offset });
		expect(answer.resumed).toBe(true);
		expect((await socket.next()).payload).toMatchObject({ file: { id: file.id } });
		const next = await upload(admin.token);
		expect((await socket.next()).payload).toMatchObject({ file: { id: next.id } });
	});

	it('stay as they are when the token is renewed without any, and change when there are some', async () => {
		const { socket } = await connect(admin.token, ['files']);
		await socket.authenticate(admin.token);
		await rename(member.user.id);
		const file = await upload(admin.token);
		expect((await socket.next()).payload).toMatchObject({ file: { id: file.id } });
		await socket.authenticate(admin.token, undefined, ['users']);
		await upload(admin.token);
		const name = await rename(member.user.id);
		expect(nameIn(await socket.next())).toBe(name);
	});
});

describe('subscribing', () => {
	it('to what one follows in two ways brings an event once', async () => {
		const { socket } = await connect(admin.token, ['users', `users:${member.user.id}`]);
		const names = [await rename(member.user.id), await rename(member.user.id)];
		expect([nameIn(await socket.next()), nameIn(await socket.next())]).toEqual(names);
		expect(socket.waiting()).toEqual([]);
	});

	it('adds to what is followed, and unsubscribing takes from it', async () => {
		const { socket } = await connect(admin.token, ['files']);
		socket.send('subscribe', { topics: ['users'] });
		expect((await socket.next()).payload).toMatchObject({ topics: ['files', 'users'] });
		socket.send('unsubscribe', { topics: ['files', 'data:boats'] });
		expect((await socket.next()).payload).toMatchObject({ topics: ['users'] });
		await upload(admin.token);
		const name = await rename(member.user.id);
		expect(nameIn(await socket.next())).toBe(name);
	});

	it('takes nothing from somebody who follows everything', async () => {
		const { socket } = await connect(admin.token);
		socket.send('subscribe', { topics: ['users'] });
		await socket.nextOf('subscribed');
		const file = await upload(admin.token);
		expect((await socket.next()).payload).toMatchObject({ file: { id: file.id } });
	});

	it('to what one may not see is refused, and the rest stands', async () => {
		const { socket } = await connect(member.token, []);
		socket.send('subscribe', { topics: [`files:${admin.user.id}`, `files:${member.user.id}`] });
		expect(await socket.next()).toMatchObject({
			type: 'error',
			payload: { code: 'FORBIDDEN', topics: [`files:${admin.user.id}`] },
		});
		expect((await socket.next()).payload).toMatchObject({ topics: [`files:${member.user.id}`] });
	});

	it('to the files of everybody brings only those that one may see', async () => {
		const { socket } = await connect(member.token, ['files']);
		await upload(admin.token);
		const own = await upload(member.token);
		expect((await socket.next()).payload).toMatchObject({ file: { id: own.id } });
	});

	it('to more than are allowed is refused, and never closes the socket', async () => {
		const { socket } = await connect(admin.token, ['users', 'files', 'sessions']);
		for (let count = 0; count < 10; count += 1) {
			socket.send('subscribe', { topics: ['data:boats', 'data:crews'] });
			expect(await socket.next()).toMatchObject({
				type: 'error',
				payload: { code: 'VALIDATION_FAILED', topics: ['data:crews'] },
			});
			expect((await socket.next()).payload).toMatchObject({ topics: ['users', 'files', 'sessions', 'data:boats'] });
		}
	});

	it('to what is no topic is a frame that cannot be read', async () => {
		const { socket } = await connect(admin.token, []);
		for (const topics of [['everything'], 'users', [null], ['presence:sessions']]) {
			socket.send('subscribe', { topics });
			expect((await socket.next()).payload).toMatchObject({ code: 'VALIDATION_FAILED' });
		}
	});
});

it('a change of role counts for what is followed from the next event on', async () => {
	const { socket } = await connect(member.token, ['files']);
	const setRole = async (role: string) =>
		readData(
			await started.request(`/api/users/${member.user.id}`, { method: 'PATCH', token: admin.token, json: { role } }),
		);
	await setRole('manager');
	const file = await upload(admin.token);
	expect((await socket.next()).payload).toMatchObject({ file: { id: file.id } });
	await setRole('member');
});

describe('heartbeats', () => {
	it('tell a page how far it is, though nothing of it was for that page', async () => {
		const beating = await startApi({ heartbeatInterval: 50 });
		const { token, user } = await beating.signIn();
		const socket = await openSocket(beating.url);
		const { offset, epoch } = await socket.authenticate(token, undefined, ['files']);
		const heard = new Promise<number>((resolve) => {
			socket.raw.on('message', (data) => {
				const { type, payload } = JSON.parse(String(data)) as RealtimeFrame;
				const said = (payload as { offset?: number }).offset ?? 0;
				if (type === 'heartbeat' && said > offset) resolve(said);
			});
		});
		const json = { firstName: 'Unseen' };
		await readData(await beating.request(`/api/users/${user.id}`, { method: 'PATCH', token, json }));
		const again = await openSocket(beating.url);
		const answer = await again.authenticate(token, { epoch, offset: await heard }, ['users']);
		expect(answer).toMatchObject({ resumed: true, offset: offset + 1 });
		await Promise.all([socket.close(), again.close()]);
		await beating.stop();
	});
});
