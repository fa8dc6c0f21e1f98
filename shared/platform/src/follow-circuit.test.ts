import { createApiClient } from '@flotilla/api-client';
import { createEventBus } from '@flotilla/event-bus';
import { expect, it, onTestFinished } from 'vitest';
import { followCircuit } from './follow-circuit.ts';

const start = () => {
	const bus = createEventBus();
	const states: string[] = [];
	bus.on('api:circuit-changed', ({ state, retryAt }) => states.push(retryAt === null ? state : `${state} until then`));
	const server = { status: 503 };
	const client = createApiClient({
		baseURL: 'http://flotilla.test/api',
		retry: { retries: 0 },
		circuit: { failures: 1, openFor: 60_000, maximumOpenFor: 60_000 },
		fetch: async () => Response.json({ data: null, success: true, meta: {} }, { status: server.status }),
	});
	let comeOnline = () => {};
	const end = followCircuit({
		bus,
		circuit: client.circuit,
		network: {
			onOnline(callback) {
				comeOnline = callback;
				return () => {
					comeOnline = () => {};
				};
			},
		},
	});
	onTestFinished(end);
	return { client, server, states, end, comeOnline: () => comeOnline() };
};

it('tells the page that a failing server is spared, and asks again when the network comes back', async () => {
	const { client, server, states, comeOnline } = start();
	await expect(client.get('/thing')).rejects.toMatchObject({ status: 503 });
	await expect(client.get('/thing')).rejects.toMatchObject({ code: 'CIRCUIT_OPEN' });
	expect(states).toEqual(['open until then']);
	server.status = 200;
	comeOnline();
	await client.get('/thing');
	expect(states).toEqual(['open until then', 'half-open', 'closed']);
});

it('tells nothing once it has ended', async () => {
	const { client, states, end } = start();
	end();
	await expect(client.get('/thing')).rejects.toMatchObject({ status: 503 });
	expect(states).toEqual([]);
});
