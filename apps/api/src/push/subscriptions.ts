import { createECDH, randomUUID } from 'node:crypto';
import type { PushSubscription, PushSubscriptionBody } from '@flotilla/contracts';
import { createHttpError } from '@flotilla/server';
import type { Kysely } from 'kysely';
import type { Subject } from '../auth/subject.ts';
import type { Clock } from '../clock.ts';
import type { Schema } from '../database/schema.ts';
import type { Settings } from '../settings.ts';
import { isPushEndpoint } from './push-endpoint.ts';

export interface Subscriptions {
	/** Throws `HttpError` VALIDATION_FAILED for an endpoint or a key that cannot be used. */
	add(subject: Subject, body: PushSubscriptionBody): Promise<PushSubscription>;
	list(userId: string): Promise<PushSubscription[]>;
	remove(userId: string, endpoint: string): Promise<void>;
}

export interface SubscriptionsOptions {
	database: Kysely<Schema>;
	clock: Clock;
	settings: Pick<Settings, 'pushHosts' | 'allowLocalPush' | 'maximumPushSubscriptions'>;
}

/** A point that is not on the curve would fail at every message, long after anybody could mend it. */
const isPublicKey = (p256dh: string): boolean => {
	const curve = createECDH('prime256v1');
	curve.generateKeys();
	try {
		curve.computeSecret(Buffer.from(p256dh, 'base64url'));
		return true;
	} catch {
		return false;
	}
};

const refuse = (field: string, message: string) =>
	createHttpError('VALIDATION_FAILED', { errors: { [field]: [message] } });

const present = (row: { id: string; endpoint: string; created_at: Date }): PushSubscription => ({
	id: row.id,
	endpoint: row.endpoint,
	createdAt: row.created_at.toISOString(),
});

export const createSubscriptions = ({ database, clock, settings }: SubscriptionsOptions): Subscriptions => ({
	async add({ userId, sessionId }, { endpoint, expirationTime, keys }) {
		if (!isPushEndpoint(endpoint, settings)) throw refuse('endpoint', 'This is not a push service that is known here.');
		if (!isPublicKey(keys.p256dh)) throw refuse('keys.p256dh', 'This is not a public key on P-256.');
		const end = expirationTime == null ? null : new Date(expirationTime);
		if (end !== null && Number.isNaN(end.getTime())) throw refuse('expirationTime', 'This is not an instant.');
		return database.transaction().execute(async (transaction) => {
			const values = {
				user_id: userId,
				session_id: sessionId,
				p256dh: keys.p256dh,
				auth: keys.auth,
				expires_at: end,
				created_at: new Date(clock.now()),
			};
			// The browser is whoever is signed in there now, and what waits for who was before is not for them.
			await transaction
				.deleteFrom('push_subscriptions')
				.where('endpoint', '=', endpoint)
				.where('user_id', '!=', userId)
				.execute();
			const row = await transaction
				.insertInto('push_subscriptions')
				.values({ id: randomUUID(), endpoint, ...values })
				.onConflict((conflict) => conflict.column('endpoint').doUpdateSet(values))
				.returning(['id', 'endpoint', 'created_at'])
				.executeTakeFirstOrThrow();
			await transaction
				.deleteFrom('push_subscriptions')
				.where('id', 'in', (query) =>
					query
						.selectFrom('push_subscriptions')
						.select('id')
						.where('user_id', '=', userId)
						.where('id', '!=', row.id)
						.orderBy('created_at', 'desc')
						.offset(settings.maximumPushSubscriptions - 1),
				)
				.execute();
			return present(row);
		});
	},
	async list(userId) {
		const rows = await database
			.selectFrom('push_subscriptions')
			.select(['id', 'endpoint', 'created_at'])
			.where('user_id', '=', userId)
			// One that was made in a session that has ended gets nothing any more.
			.where('session_id', 'in', (query) =>
				query.selectFrom('sessions').select('id').where('user_id', '=', userId).where('revoked_at', 'is', null),
			)
			.orderBy('created_at', 'desc')
			.orderBy('id')
			.execute();
		return rows.map(present);
	},
	async remove(userId, endpoint) {
		await database
			.deleteFrom('push_subscriptions')
			.where('user_id', '=', userId)
			.where('endpoint', '=', endpoint)
			.execute();
	},
});
