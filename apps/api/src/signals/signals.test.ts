import { createLog, isStartError } from '@flotilla/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasRedis, startRedis, type TestRedis } from '../testing/start-redis.ts';
import { createLocalSignals } from './local-signals.ts';
import { type OpenRedis, openRedis } from './open-redis.ts';
import { createRedisSignals } from './redis-signals.ts';
import { describeSignals } from './signals.conformance.ts';

const log = createLog({ name: 'test', level: 'silent' });

describeSignals('signals in one process', async () => createLocalSignals({ log }));

it('a Redis that does not answer is said in one sentence at the start', async () => {
	const error = await openRedis({ url: 'redis://127.0.0.1:1', log }).catch((reason: unknown) => reason);
	expect(isStartError(error) && error.code).toBe('REDIS_UNAVAILABLE');
	expect(String(error)).toContain('The Redis at REDIS_URL does not answer: ');
});

describe.skipIf(!hasRedis)('with Redis (not run without redis-server or TEST_REDIS_URL)', () => {
	let server: TestRedis;
	const connections: OpenRedis[] = [];
	const open = async () => {
		const redis = await openRedis({ url: server.url, log });
		connections.push(redis);
		return createRedisSignals({ log, ...redis });
	};
	beforeAll(async () => {
		server = await startRedis();
	});
	afterAll(async () => {
		for (const connection of connections) connection.close();
		await server.stop();
	});

	describeSignals('signals', open);

	it('signals reach other nodes', async () => {
		const [one, other] = [await open(), await open()];
		const received = new Promise((resolve) => other.subscribe('boats', resolve));
		one.publish('boats', { from: 'one' });
		expect(await received).toEqual({ from: 'one' });
	});

	it.skipIf(process.env.TEST_REDIS_URL !== undefined)(
		'signals are lost while Redis is away, throw nothing, and come again when it is back',
		async () => {
			const signals = await open();
			const received: unknown[] = [];
			await server.kill?.();
			signals.publish('boats', 'lost');
			await server.restart();
			await new Promise<void>((resolve) => {
				signals.subscribe('boats', (message) => {
					received.push(message);
					resolve();
				});
				// It connects again in its own time.
				const again = setInterval(() => signals.publish('boats', 'again'), 50);
				signals.subscribe('boats', () => clearInterval(again));
			});
			expect(received[0]).toBe('again');
		},
	);
});
