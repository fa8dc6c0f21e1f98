import type { Log } from '@flotilla/server';
import { type Kysely, sql } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Schema } from '../database/schema.ts';
import type { Settings } from '../settings.ts';
import type { ConnectedPeople } from './connected-people.ts';
import { deliverMessage } from './deliver-message.ts';
import { isPushEndpoint } from './push-endpoint.ts';
import type { VapidKeys } from './vapid-keys.ts';

export interface PushQueueOptions {
	log: Log;
	clock: Clock;
	database: Kysely<Schema>;
	settings: Settings;
	vapid: VapidKeys;
	people: ConnectedPeople;
}

export interface PushQueue {
	/** Sends what is due and resolves with when something is due next; undefined: nothing waits. */
	sendDue(): Promise<Date | undefined>;
}

const batchSize = 20;
/** Milliseconds for which a claimed message is the claiming node's; after that it was killed, and another one sends it. */
const lease = 60_000;
const longestWait = 60 * 60 * 1000;

export const createPushQueue = (options: PushQueueOptions): PushQueue => {
	const { log, clock, database, settings, people } = options;
	const vapid = { ...options.vapid, subject: settings.pushSubject };

	/** Takes messages that are due, so that no other node sends them. */
	const claim = () =>
		database
			.updateTable('push_messages')
			.set({ due_at: new Date(clock.now() + lease), attempts: sql`attempts + 1` })
			.where('id', 'in', (query) =>
				query
					.selectFrom('push_messages')
					.select('id')
					.where('due_at', '<=', new Date(clock.now()))
					.orderBy('due_at')
					.limit(batchSize)
					.forUpdate()
					.skipLocked(),
			)
			.returning(['id', 'subscription_id', 'payload', 'attempts'])
			.execute();

	type Claimed = Awaited<ReturnType<typeof claim>>[number];

	const drop = async (id: string) => {
		await database.deleteFrom('push_messages').where('id', '=', id).execute();
	};
	/** Its messages go with it. */
	const forget = async (subscriptionId: string) => {
		await database.deleteFrom('push_subscriptions').where('id', '=', subscriptionId).execute();
	};

	const send = async ({ id, subscription_id: subscriptionId, payload, attempts }: Claimed) => {
		const target = await database
			.selectFrom('push_subscriptions')
			.innerJoin('sessions', 'sessions.id', 'push_subscriptions.session_id')
			.select(['push_subscriptions.user_id', 'endpoint', 'p256dh', 'auth', 'push_subscriptions.expires_at'])
			.select(['sessions.revoked_at', 'sessions.expires_at as session_end'])
			.where('push_subscriptions.id', '=', subscriptionId)
			.executeTakeFirst();
		if (target === undefined) return drop(id);
		const now = clock.now();
		const hasEnded =
			target.revoked_at !== null ||
			target.session_end.getTime() <= now ||
			(target.expires_at !== null && target.expires_at.getTime() <= now);
		// The list of hosts may have become shorter since.
		if (hasEnded || !isPushEndpoint(target.endpoint, settings)) return forget(subscriptionId);
		if (await people.has(target.user_id)) return drop(id);

		const delivery = await deliverMessage({ target, payload, vapid });
		if (delivery.outcome === 'gone') return forget(subscriptionId);
		if (delivery.outcome === 'later' && attempts < settings.maximumPushAttempts) {
			const wait = Math.min(delivery.after ?? settings.pushRetryDelay * 2 ** (attempts - 1), longestWait);
			await database
				.updateTable('push_messages')
				.set({ due_at: new Date(clock.now() + wait) })
				.where('id', '=', id)
				.execute();
			return;
		}
		if ('reason' in delivery) log.warn({ reason: delivery.reason, attempts }, 'a push message was given up');
		await drop(id);
	};

	return {
		async sendDue() {
			for (let batch = await claim(); batch.length > 0; batch = await claim()) {
				const results = await Promise.allSettled(batch.map(send));
				for (const result of results) {
					if (result.status === 'rejected') log.error({ err: result.reason }, 'a push message failed');
				}
			}
			const { next } = await database
				.selectFrom('push_messages')
				.select((query) => query.fn.min('due_at').as('next'))
				.executeTakeFirstOrThrow();
			return next ?? undefined;
		},
	};
};
