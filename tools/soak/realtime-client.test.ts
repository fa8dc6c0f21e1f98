import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import type { NewEvent } from '../../apps/api/src/realtime/event-log.ts';
import { type StartedApi, startApi } from '../../apps/api/src/testing/start-api.ts';
import { startRelay } from '../../apps/api/src/testing/start-relay.ts';
import { createEventBus, createRealtime } from '../../shared/event-bus/src/index.ts';
import { describeRealtime, type RealtimeWorld } from '../../shared/event-bus/src/testing/realtime.conformance.ts';

// The client against the real server: neither of their packages may import the other.

let api: StartedApi;
beforeAll(async () => {
	api = await startApi({ accessTokenTtl: 3600 });
});
afterAll(() => api.stop());

const write = (events: readonly NewEvent[]) =>
	api.api.events.write(async (_transaction, append) => {
		for (const event of events) await append(event);
	});

const createWorld = async (transport: 'websocket' | 'event-stream'): Promise<RealtimeWorld> => {
	const relay = await startRelay(api.url);
	const { token } = await api.signIn();
	return {
		options: {
			url: `${relay.url.replace('http', 'ws')}/ws`,
			streamUrl: `${relay.url}/api/events`,
			...(transport === 'event-stream' && {
				createSocket: () => {
					throw new Error('Sockets are blocked here.');
				},
			}),
		},
		token,
		position: () => api.api.events.position(),
		publish: (ids) =>
			write(ids.map((id) => ({ type: 'users:deleted', payload: { id }, permission: 'users:read' }))).then(() => {}),
		publishFile: (id) =>
			write([
				{ type: 'files:deleted', payload: { id, ownerId: crypto.randomUUID() }, permission: 'files:read-any' },
			]).then(() => {}),
		cut: relay.breakAll,
		async connectionCount() {
			const text = await (await api.request('/metrics')).text();
			return Number(/^flotilla_realtime_connections (\d+)/m.exec(text)?.[1]);
		},
		dispose: relay.stop,
	};
};

for (const transport of ['websocket', 'event-stream'] as const) {
	describeRealtime(`over ${transport}, against the API`, () => createWorld(transport));
}

it('people in a room see each other come, speak, be cut off and go', async () => {
	const open = async (email: string) => {
		const relay = await startRelay(api.url);
		const { token, user } = await api.signIn(email);
		const refused: string[] = [];
		const realtime = createRealtime({
			url: `${relay.url.replace('http', 'ws')}/ws`,
			bus: createEventBus(),
			getToken: () => token,
			renewToken: async () => token,
			reconnectBaseDelay: 20,
			onRefused: ({ code }) => refused.push(code),
		});
		onTestFinished(async () => {
			realtime.disconnect();
			await relay.stop();
		});
		realtime.connect();
		return { realtime, relay, id: user.id, refused };
	};
	const ada = await open('admin@flotilla.test');
	const milo = await open('member@flotilla.test');
	let present: Record<string, unknown> = {};
	ada.realtime.presence('data:boats').onChange(({ members }) => {
		present = Object.fromEntries(members.map(({ userId, state }) => [userId, state]));
	});
	const eventually = (expected: Record<string, unknown>) =>
		vi.waitFor(() => expect(present).toEqual(expected), { timeout: 8000 });

	const leave = milo.realtime.presence('data:boats').join({ row: 1 });
	await eventually({ [milo.id]: { row: 1 } });
	ada.realtime.presence('data:boats').join();
	await eventually({ [milo.id]: { row: 1 }, [ada.id]: null });
	milo.relay.breakAll();
	ada.relay.breakAll();
	milo.realtime.presence('data:boats').join({ row: 2 });
	await eventually({ [milo.id]: { row: 2 }, [ada.id]: null });
	leave();
	milo.realtime.disconnect();
	await eventually({ [ada.id]: null });
	expect([...ada.refused, ...milo.refused]).toEqual([]);
});

it('a room that one may not see is refused, and the connection stands', async () => {
	const { token } = await api.signIn('member@flotilla.test');
	const refused: string[] = [];
	const realtime = createRealtime({
		url: `${api.url.replace('http', 'ws')}/ws`,
		bus: createEventBus(),
		getToken: () => token,
		renewToken: async () => token,
		onRefused: ({ code }) => refused.push(code),
	});
	onTestFinished(() => realtime.disconnect());
	realtime.connect();
	// Files of somebody else.
	realtime.presence(`files:${crypto.randomUUID()}`).join();
	await vi.waitFor(() => expect(refused).toEqual(['FORBIDDEN']), { timeout: 8000 });
	expect(realtime.state).toBe('connected');
});
