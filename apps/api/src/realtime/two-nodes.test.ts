import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPerson } from '../testing/create-person.ts';
import { openSocket } from '../testing/open-socket.ts';
import { readData, type StartedApi, startApi } from '../testing/start-api.ts';
import { type PushService, startPushService } from '../testing/start-push-service.ts';
import { hasRedis, startRedis, type TestRedis } from '../testing/start-redis.ts';

const canRun = process.env.TEST_DATABASE_URL !== undefined && hasRedis;

describe.skipIf(!canRun)('two nodes on one database (not run without TEST_DATABASE_URL and a Redis)', () => {
	// Nobody looks by itself: what arrives came by a signal.
	const settings = { eventPollInterval: 0, allowLocalPush: true, pushDelay: 0, heartbeatInterval: 1000 };
	let redis: TestRedis;
	let service: PushService;
	let here: StartedApi;
	let there: StartedApi;
	beforeAll(async () => {
		redis = await startRedis();
		service = await startPushService();
		here = await startApi(settings, { redisUrl: redis.url });
		there = await startApi(settings, { redisUrl: redis.url, continuing: here });
	});
	afterAll(async () => {
		await there.api.close();
		await here.stop();
		await service.stop();
		await redis.stop();
	});
	const rename = async (node: StartedApi, id: string, lastName: string) => {
		const { token } = await here.signIn();
		await readData(await node.request(`/api/users/${id}`, { method: 'PATCH', token, json: { lastName } }));
	};

	it('what is written on one reaches sockets on the other, which resume on either', async () => {
		const { token, user } = await here.signIn('member@flotilla.test');
		const socket = await openSocket(there.url);
		const { epoch } = await socket.authenticate(token, undefined, ['users']);
		await rename(here, user.id, 'Across');
		const { payload, offset = 0, id } = await socket.next();
		expect(payload).toMatchObject({ user: { lastName: 'Across' } });
		expect(id).toBe(`${epoch}:${offset}`);
		await socket.close();
		await rename(there, user.id, 'Missed');
		const back = await openSocket(here.url);
		expect(await back.authenticate(token, { epoch, offset }, ['users'])).toMatchObject({ resumed: true });
		expect((await back.next()).payload).toMatchObject({ user: { lastName: 'Missed' } });
		await back.close();
	});

	it('who is deactivated on one is let go on the other', async () => {
		const admin = await here.signIn();
		const { token, user } = await createPerson(here, admin.token, 'member');
		const socket = await openSocket(there.url);
		await socket.authenticate(token);
		const status = { status: 'inactive' };
		await readData(await here.request(`/api/users/${user.id}`, { method: 'PATCH', token: admin.token, json: status }));
		expect(await socket.closed).toBe(4403);
	});

	it('a message is pushed once, and not to somebody who is connected to the other', async () => {
		const { token, user } = await here.signIn('member@flotilla.test');
		const json = service.subscribe();
		await readData(await here.request('/api/push/subscriptions', { method: 'POST', token, json }));
		await rename(here, user.id, 'Pushed');
		expect((await service.next()).payload).toMatchObject({ body: expect.stringContaining('Pushed') });
		const socket = await openSocket(there.url);
		await socket.authenticate(token, undefined, []);
		const isKnown = async () =>
			(await here.api.database.selectFrom('connected_people').selectAll().where('user_id', '=', user.id).execute())
				.length > 0;
		while (!(await isKnown())) await new Promise((resolve) => setTimeout(resolve, 10));
		await rename(here, user.id, 'Connected');
		const left = () => here.api.database.selectFrom('push_messages').selectAll().execute();
		const progress = () =>
			here.api.database.selectFrom('push_progress').select('last_offset').executeTakeFirstOrThrow();
		const { offset } = await here.api.events.position();
		while ((await progress()).last_offset < offset) await new Promise((resolve) => setTimeout(resolve, 10));
		while ((await left()).length > 0) await new Promise((resolve) => setTimeout(resolve, 10));
		expect(service.waiting()).toEqual([]);
		await socket.close();
	});
});
