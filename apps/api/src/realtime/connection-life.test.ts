import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSocket } from '../testing/open-socket.ts';
import { readData, type StartedApi, startApi } from '../testing/start-api.ts';

const settings = { authenticationTimeout: 1000, heartbeatInterval: 500, maximumBufferedAmount: 1000 };
let started: StartedApi;
beforeAll(async () => {
	started = await startApi(settings);
});
afterAll(() => started.stop());

it('closes a socket that says nothing: 4401', async () => {
	expect(await (await openSocket(started.url)).closed).toBe(4401);
});

it('keeps a page that answers heartbeats and drops one that does not: 4408', async () => {
	const { token } = await started.signIn();
	const answering = await openSocket(started.url);
	const silent = await openSocket(started.url, { answersHeartbeats: false });
	await answering.authenticate(token);
	await silent.authenticate(token);
	expect(await silent.closed).toBe(4408);
	answering.send('heartbeat', {});
	expect((await answering.next()).type).toBe('heartbeat-ack');
	await answering.close();
});

it('drops a page that does not read, and gives it everything when it comes back', async () => {
	const { token, user } = await started.signIn();
	const slow = await openSocket(started.url);
	const { epoch, offset } = await slow.authenticate(token);
	slow.raw.pause();
	// Several megabytes of answers: more than the operating system buffers for a socket.
	for (let batch = 0; batch < 1500; batch += 1) {
		for (let count = 0; count < 30; count += 1) slow.send('heartbeat', {});
		await new Promise((resolve) => setImmediate(resolve));
	}
	const names = ['One', 'Two', 'Three'];
	for (const firstName of names) {
		const json = { firstName };
		await readData(await started.request(`/api/users/${user.id}`, { method: 'PATCH', token, json }));
	}
	slow.raw.resume();
	// 1006 when the page took so long that even the close frame was given up.
	expect([4429, 1006]).toContain(await slow.closed);

	const back = await openSocket(started.url);
	expect(await back.authenticate(token, { epoch, offset })).toMatchObject({ resumed: true });
	for (const firstName of names) expect((await back.next()).payload).toMatchObject({ user: { firstName } });
	await back.close();
});

it('closes every socket with 1001 when it stops, and after a restart goes on where it was', async () => {
	const { token, user } = await started.signIn();
	const before = await openSocket(started.url);
	const { epoch, offset } = await before.authenticate(token);
	const json = { firstName: 'Changed' };
	await readData(await started.request(`/api/users/${user.id}`, { method: 'PATCH', token, json }));
	await started.api.close();
	expect(await before.closed).toBe(1001);

	started = await startApi(settings, { continuing: started });
	const after = await openSocket(started.url);
	expect(await after.authenticate(token, { epoch, offset })).toMatchObject({ epoch, resumed: true });
	expect((await after.next()).payload).toMatchObject({ user: { firstName: 'Changed' } });
	await after.close();
});
