import { type Log, StartError } from '@flotilla/server';
import { Redis } from 'ioredis';

export interface OpenRedis {
	/** For commands; fails at once while Redis is away, so that nobody waits for it. */
	redis: Redis;
	/** For subscriptions. */
	subscriber: Redis;
	close(): void;
}

/** Milliseconds until a Redis that does not answer at the start is given up. */
const connectTimeout = 5_000;
const longestRetry = 2_000;

/** Throws `StartError` REDIS_UNAVAILABLE. One that goes away later is logged and connected to again. */
export const openRedis = async ({ url, log }: { url: string; log: Log }): Promise<OpenRedis> => {
	let started = false;
	const open = () =>
		new Redis(url, {
			lazyConnect: true,
			connectTimeout,
			maxRetriesPerRequest: 1,
			enableOfflineQueue: false,
			retryStrategy: (attempt) => (started ? Math.min(attempt * 100, longestRetry) : null),
		});
	const clients = [open(), open()] as const;
	const [redis, subscriber] = clients;
	const close = () => {
		for (const client of clients) client.disconnect();
	};
	let lost = false;
	redis.on('ready', () => {
		if (lost) log.info('Redis is back');
		lost = false;
	});
	let reason: unknown;
	for (const client of clients) {
		client.on('error', (error: unknown) => {
			reason = error;
			if (started && !lost) log.error({ err: error }, 'Redis is away: other nodes are heard of by looking');
			if (started) lost = true;
		});
	}
	try {
		await Promise.all(clients.map((client) => client.connect()));
		await redis.ping();
	} catch (error) {
		close();
		const cause = reason ?? error;
		const said = cause instanceof Error ? cause.message : String(cause);
		throw new StartError('REDIS_UNAVAILABLE', `The Redis at REDIS_URL does not answer: ${said}`, { cause });
	}
	started = true;
	return { redis, subscriber, close };
};
