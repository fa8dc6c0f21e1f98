import { createFakeRealtimeServer } from '@flotilla/testing';
import { describeRealtime, type RealtimeWorld } from '../testing/realtime.conformance.ts';

const createWorld = async (transport: 'websocket' | 'event-stream'): Promise<RealtimeWorld> => {
	const server = createFakeRealtimeServer({ authenticate: (token) => (token === 'good' ? 'somebody' : null) });
	let published = 0;
	return {
		options: {
			url: '/ws',
			createSocket: (url) => {
				if (transport === 'event-stream') throw new Error('Sockets are blocked here.');
				return server.createSocket(url);
			},
			streamUrl: 'http://flotilla.test/api/events',
			fetch: server.fetchStream,
		},
		token: 'good',
		position: async () => ({ epoch: '1', offset: published }),
		async publish(ids) {
			for (const id of ids) {
				published += 1;
				server.publish('users:deleted', { id });
			}
		},
		async publishFile(id) {
			published += 1;
			server.publish('files:deleted', { id, ownerId: crypto.randomUUID() });
		},
		cut: () => server.drop(),
		connectionCount: async () => server.connectionCount,
		dispose: async () => server.drop(),
	};
};

for (const transport of ['websocket', 'event-stream'] as const) {
	describeRealtime(`over ${transport}, against the fake server`, () => createWorld(transport));
}
