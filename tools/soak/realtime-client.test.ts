import { afterAll, beforeAll } from 'vitest';
import type { NewEvent } from '../../apps/api/src/realtime/event-log.ts';
import { type StartedApi, startApi } from '../../apps/api/src/testing/start-api.ts';
import { startRelay } from '../../apps/api/src/testing/start-relay.ts';
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
