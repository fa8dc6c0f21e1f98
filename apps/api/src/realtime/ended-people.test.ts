import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { createPerson } from '../testing/create-person.ts';
import { openSocket, type TestSocket } from '../testing/open-socket.ts';
import { openStream } from '../testing/open-stream.ts';
import { readData, type StartedApi, startApi } from '../testing/start-api.ts';
import type { NewEvent } from './event-log.ts';

let started: StartedApi;
beforeAll(async () => {
	started = await startApi();
});
afterAll(() => started.stop());
const sockets: TestSocket[] = [];
afterEach(async () => {
	for (const socket of sockets.splice(0)) await socket.close();
});

const register = async () => createPerson(started, (await started.signIn()).token, 'member');
const connectAs = async (token: string) => {
	const socket = await openSocket(started.url);
	sockets.push(socket);
	await socket.authenticate(token);
	return socket;
};
const append = (event: unknown) => started.api.events.write((_transaction, add) => add(event as NewEvent));

it('somebody who is deactivated is let go, and nobody else', async () => {
	const person = await register();
	const admin = await started.signIn();
	const [socket, other] = [await connectAs(person.token), await connectAs(admin.token)];
	const stream = openStream(started.url, { token: person.token });
	await stream.nextOf('ready');
	const json = { status: 'inactive' };
	await readData(await started.request(`/api/users/${person.user.id}`, { method: 'PATCH', token: admin.token, json }));
	expect(await socket.closed).toBe(4403);
	await stream.nextOf('unauthenticated');
	// It connects again by itself, is told that it may not, and gives up.
	expect([401, 403]).toContain(await stream.failed);
	expect((await other.next()).type).toBe('users:updated');
});

it('somebody who was deleted, on whichever node, is let go', async () => {
	const person = await register();
	const socket = await connectAs(person.token);
	await append({ type: 'users:deleted', payload: { id: person.user.id }, permission: 'users:read' });
	expect(await socket.closed).toBe(4403);
});

it('a session that was ended on another node is let go here; others of the same person stay', async () => {
	const person = await started.signIn('member@flotilla.test');
	const [first, second] = [await connectAs(person.token), await connectAs((await started.signIn()).token)];
	const { sid } = JSON.parse(Buffer.from(person.token.split('.')[1] ?? '', 'base64url').toString()) as { sid: string };
	await append({
		type: 'sessions:ended',
		payload: { sessionIds: [sid] },
		permission: 'audit:read',
		ownerId: person.user.id,
	});
	expect(await first.closed).toBe(4403);
	expect((await second.next()).type).toBe('sessions:ended');
});
