import { randomUUID } from 'node:crypto';
import type { Room } from '@flotilla/contracts';
import type { Redis } from 'ioredis';
import type { PresenceExchange } from './presence-exchange.ts';
import type { LocalMember } from './room-members.ts';

export interface RedisPresenceExchangeOptions {
	redis: Redis;
	/** Milliseconds for which others believe what was shared; it is shared again at a third of that. */
	lifetime: number;
}

interface Shared {
	/** Milliseconds since 1970. */
	until: number;
	members: LocalMember[];
}

const keyOf = (room: Room) => `flotilla:presence:${room}`;

/** A hash for each room with a field for each node. A node that was killed is believed until its field is too old. */
export const createRedisPresenceExchange = ({ redis, lifetime }: RedisPresenceExchangeOptions): PresenceExchange => {
	const node = randomUUID();
	const shared = new Map<Room, readonly LocalMember[]>();

	const write = async (room: Room, members: readonly LocalMember[]) => {
		const value: Shared = { until: Date.now() + lifetime, members: [...members] };
		await redis.hset(keyOf(room), node, JSON.stringify(value));
		await redis.pexpire(keyOf(room), lifetime);
	};

	const renewal = setInterval(() => {
		// Redis may be away; the next round makes up for it.
		for (const [room, members] of shared) write(room, members).catch(() => undefined);
	}, lifetime / 3);

	return {
		async share(room, members) {
			if (members.length > 0) {
				shared.set(room, members);
				await write(room, members);
			} else if (shared.delete(room)) {
				await redis.hdel(keyOf(room), node);
			}
		},
		async elsewhere(room) {
			const fields = await redis.hgetall(keyOf(room));
			return Object.entries(fields)
				.filter(([field]) => field !== node)
				.map(([, value]) => JSON.parse(value) as Shared)
				.filter(({ until }) => until > Date.now())
				.flatMap(({ members }) => members);
		},
		async close() {
			clearInterval(renewal);
			await Promise.allSettled([...shared.keys()].map((room) => redis.hdel(keyOf(room), node)));
		},
	};
};
