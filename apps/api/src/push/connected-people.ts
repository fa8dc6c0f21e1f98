import { randomUUID } from 'node:crypto';
import { inBatches, type Log } from '@flotilla/server';
import { type Kysely, sql } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Schema } from '../database/schema.ts';
import type { Audience } from '../realtime/audience.ts';

/** Who has a socket or a stream open, on any node. */
export interface ConnectedPeople {
	has(userId: string): Promise<boolean>;
	/** Takes back what this node has written. */
	stop(): Promise<void>;
}

export interface ConnectedPeopleOptions {
	log: Log;
	clock: Clock;
	database: Kysely<Schema>;
	audience: Audience;
	/** Milliseconds after which this node says again who is here; three of them, and it is not believed any more. */
	interval: number;
}

/** Milliseconds in which comings and goings become one statement. */
const settleDelay = 100;

export const createConnectedPeople = (options: ConnectedPeopleOptions): ConnectedPeople => {
	const { log, clock, database, audience, interval } = options;
	const node = randomUUID();
	let changed = new Set<string>();
	let timer: NodeJS.Timeout | undefined;
	let work: Promise<void> = Promise.resolve();

	const write = async (people: readonly string[]) => {
		const here = people.filter((userId) => audience.has(userId));
		const gone = people.filter((userId) => !audience.has(userId));
		const seenAt = new Date(clock.now());
		if (here.length > 0) {
			await database
				.insertInto('connected_people')
				.values(here.map((userId) => ({ node_id: node, user_id: userId, seen_at: seenAt })))
				.onConflict((conflict) => conflict.columns(['node_id', 'user_id']).doUpdateSet({ seen_at: seenAt }))
				.execute();
		}
		if (gone.length > 0) {
			await database.deleteFrom('connected_people').where('node_id', '=', node).where('user_id', 'in', gone).execute();
		}
	};

	const run = (task: () => Promise<void>) => {
		work = work
			.then(task)
			.catch((error: unknown) => log.error({ err: error }, 'who is connected could not be written'));
		return work;
	};

	const writeInParts = (people: readonly string[]) => inBatches(people, 1000, write);

	const stopHearing = audience.onChange((userId) => {
		changed.add(userId);
		timer ??= setTimeout(() => {
			timer = undefined;
			const people = [...changed];
			changed = new Set();
			void run(() => writeInParts(people));
		}, settleDelay);
	});

	const renewal = setInterval(() => {
		void run(async () => {
			await writeInParts([...audience.people()]);
			await database
				.deleteFrom('connected_people')
				.where('seen_at', '<', new Date(clock.now() - 10 * interval))
				.execute();
		});
	}, interval);

	return {
		async has(userId) {
			if (audience.has(userId)) return true;
			const row = await database
				.selectFrom('connected_people')
				.select(sql`1`.as('found'))
				.where('user_id', '=', userId)
				// What this node has written may be behind what it knows.
				.where('node_id', '!=', node)
				.where('seen_at', '>', new Date(clock.now() - 3 * interval))
				.limit(1)
				.executeTakeFirst();
			return row !== undefined;
		},
		async stop() {
			stopHearing();
			clearTimeout(timer);
			clearInterval(renewal);
			await run(async () => {
				await database.deleteFrom('connected_people').where('node_id', '=', node).execute();
			});
		},
	};
};
