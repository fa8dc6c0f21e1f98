import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Comparison, comparePairs, type Pair } from '../statistics/compare-pairs.ts';
import { median } from '../statistics/median.ts';
import { createRandom, shuffled } from '../statistics/random.ts';
import type { FromClients, FromServer, Memory, ToClients, ToServer } from './broadcast-messages.ts';

export interface BroadcastOptions {
	/** Sockets of each server. Default 1000. */
	connections?: number;
	/** Messages of a round, to every socket. Default 100. */
	messages?: number;
	/** Paired rounds, after one that does not count. Default 12. */
	rounds?: number;
	/** Of the order in pairs and of the interval. Default 1. */
	seed?: number;
}

export interface BroadcastResult {
	connections: number;
	messages: number;
	/** Deliveries a second. */
	flotilla: number;
	bare: number;
	/** Throughput of Flotilla as a multiple of the peer's. */
	throughput: Comparison;
	/** Bytes held for a further connection, over the last three quarters of them. */
	memory: { flotilla: number; bare: number; ratio: number };
	/** The same of resident memory, in which the API's also has what its database has grown by. */
	resident: { flotilla: number; bare: number };
}

type Answer<T, K extends string> = Extract<T, Record<K, unknown>>;

const start = (script: string) =>
	fork(fileURLToPath(new URL(script, import.meta.url)), { execArgv: ['--expose-gc'], serialization: 'json' });

/** The next message of `child` that has `key`. */
const answer = async <T, K extends string>(child: ChildProcess, key: K): Promise<Answer<T, K>> => {
	for (;;) {
		const [message] = (await once(child, 'message')) as [object];
		if (key in message) return message as Answer<T, K>;
	}
};

const startSide = async (script: string, connections: number) => {
	const server = start(script);
	const { url, token } = await answer<FromServer, 'url'>(server, 'url');
	const clients = start('./broadcast-clients.ts');
	const order = (message: ToServer) => server.send(message);
	const ask = (message: ToClients) => clients.send(message);
	const measure = async () => {
		const measured = answer<FromServer, 'memory'>(server, 'memory');
		order({ measure: true });
		return (await measured).memory;
	};

	const connect = async (count: number) => {
		const connected = answer<FromClients, 'connected'>(clients, 'connected');
		ask({ connect: count, url, token });
		await connected;
	};
	// What another connection costs: the first ones also make the heap grow to its working size.
	const first = Math.ceil(connections / 4);
	await connect(first);
	const before = await measure();
	await connect(connections - first);
	const after = await measure();
	const perConnection = (key: keyof Memory) => (after[key] - before[key]) / (connections - first);

	return {
		held: perConnection('held'),
		resident: perConnection('resident'),
		/** Milliseconds until every socket has all messages. */
		async round(messages: number): Promise<number> {
			ask({ expect: messages });
			const received = answer<FromClients, 'received'>(clients, 'received');
			const began = performance.now();
			order({ broadcast: messages });
			await received;
			return performance.now() - began;
		},
		async stop() {
			const ended = [once(server, 'exit'), once(clients, 'exit')];
			ask({ stop: true });
			order({ stop: true });
			await Promise.all(ended);
		},
	};
};

/**
 * How fast the API hands an event to many sockets, and what a socket costs, against `ws` alone: servers
 * and clients in processes of their own, rounds in pairs of random order. The API's time includes
 * writing the events to its database and reading them there.
 */
export const benchBroadcast = async ({
	connections = 1000,
	messages = 100,
	rounds = 12,
	seed = 1,
}: BroadcastOptions = {}): Promise<BroadcastResult> => {
	const random = createRandom(seed);
	// One after the other: nobody's memory is measured while somebody else is busy.
	const flotilla = await startSide('./broadcast-flotilla.ts', connections);
	const bare = await startSide('./broadcast-bare.ts', connections);
	const perSecond = (milliseconds: number) => (connections * messages * 1000) / milliseconds;
	const pairs: Pair[] = [];
	for (let round = 0; round <= rounds; round += 1) {
		const pair: Pair = { value: 0, base: 0 };
		for (const side of shuffled(['flotilla', 'bare'] as const, random)) {
			if (side === 'flotilla') pair.value = perSecond(await flotilla.round(messages));
			else pair.base = perSecond(await bare.round(messages));
		}
		if (round > 0) pairs.push(pair);
	}
	await Promise.all([flotilla.stop(), bare.stop()]);
	return {
		connections,
		messages,
		flotilla: median(pairs.map(({ value }) => value)),
		bare: median(pairs.map(({ base }) => base)),
		throughput: comparePairs(pairs, { random }),
		memory: { flotilla: flotilla.held, bare: bare.held, ratio: flotilla.held / bare.held },
		resident: { flotilla: flotilla.resident, bare: bare.resident },
	};
};
