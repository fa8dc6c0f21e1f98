import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Schema } from '../database/schema.ts';
import { pushRules } from './push-rules.ts';

export interface PlanMessagesOptions {
	database: Kysely<Schema>;
	clock: Clock;
	/** Milliseconds, see `Settings.pushDelay`. */
	delay: number;
}

const batchSize = 200;

/**
 * Writes the messages of events that have none yet, and how far it came, in one transaction: a kill
 * loses none and doubles none. One node at a time; another one that comes meanwhile has nothing to do.
 *
 * Resolves with whether there may be more.
 */
export const planMessages = ({ database, clock, delay }: PlanMessagesOptions): Promise<boolean> =>
	database.transaction().execute(async (transaction) => {
		const progress = await transaction
			.selectFrom('push_progress')
			.select('last_offset')
			.forUpdate()
			.skipLocked()
			.executeTakeFirst();
		if (progress === undefined) return false;
		// First the end, then what is before it: an event that comes in between waits for the next time.
		const { last_offset: end } = await transaction
			.selectFrom('event_stream')
			.select('last_offset')
			.executeTakeFirstOrThrow();
		if (end <= progress.last_offset) return false;
		const events = await transaction
			.selectFrom('events')
			.selectAll()
			.where('offset', '>', progress.last_offset)
			.where('offset', '<=', end)
			.where('type', 'in', Object.keys(pushRules))
			.orderBy('offset')
			.limit(batchSize)
			.execute();
		const now = clock.now();
		for (const event of events) {
			const rule = pushRules[event.type];
			const userId = rule?.to(event);
			if (rule === undefined || userId === undefined) continue;
			const subscriptions = await transaction
				.selectFrom('push_subscriptions')
				.select('id')
				.where('user_id', '=', userId)
				// Who asked to be told afterwards has seen what was before.
				.where('created_at', '<=', event.created_at)
				.execute();
			if (subscriptions.length === 0) continue;
			const payload = JSON.stringify(rule.message(event));
			await transaction
				.insertInto('push_messages')
				.values(
					subscriptions.map(({ id }) => ({
						id: randomUUID(),
						event_offset: event.offset,
						subscription_id: id,
						payload,
						due_at: new Date(now + delay),
						created_at: new Date(now),
					})),
				)
				.onConflict((conflict) => conflict.columns(['event_offset', 'subscription_id']).doNothing())
				.execute();
		}
		const isFull = events.length === batchSize;
		await transaction
			.updateTable('push_progress')
			.set({ last_offset: isFull ? (events.at(-1)?.offset ?? end) : end })
			.execute();
		return isFull;
	});
