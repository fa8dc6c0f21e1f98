import type { Log } from '@flotilla/server';
import type { Redis } from 'ioredis';
import { createListeners } from './listeners.ts';
import type { Signals } from './signals.ts';

export interface RedisSignalsOptions {
	log: Log;
	/** For commands. */
	redis: Redis;
	/** A connection that listens can do nothing else. */
	subscriber: Redis;
}

const prefix = 'flotilla:signal:';

/** Signals by Redis. While it is away they are lost; its client subscribes again by itself. */
export const createRedisSignals = async ({ log, redis, subscriber }: RedisSignalsOptions): Promise<Signals> => {
	const listeners = createListeners(log);
	let closed = false;
	subscriber.on('pmessage', (_pattern: string, channel: string, json: string) => {
		if (!closed) listeners.call(channel.slice(prefix.length), json);
	});
	await subscriber.psubscribe(`${prefix}*`);
	return {
		publish(channel, message) {
			if (closed) return;
			redis.publish(`${prefix}${channel}`, JSON.stringify(message)).catch((error: unknown) => {
				log.debug({ err: error, channel }, 'a signal was lost');
			});
		},
		subscribe: listeners.add,
		async close() {
			closed = true;
		},
	};
};
