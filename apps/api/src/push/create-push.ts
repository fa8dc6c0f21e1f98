import type { Log } from '@flotilla/server';
import type { Kysely } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Schema } from '../database/schema.ts';
import { readSecret } from '../database/secrets.ts';
import type { Hub } from '../realtime/hub.ts';
import type { Settings } from '../settings.ts';
import { createConnectedPeople } from './connected-people.ts';
import { planMessages } from './plan-messages.ts';
import { createPushQueue } from './push-queue.ts';
import { pushRules } from './push-rules.ts';
import { createSubscriptions, type Subscriptions } from './subscriptions.ts';
import { deriveVapidKeys } from './vapid-keys.ts';

/** Web Push: tells people who are not connected what concerns them. */
export interface Push {
	/** Base64url. */
	publicKey: string;
	subscriptions: Subscriptions;
	/** Waits for what is being sent; what is not waits in the database. */
	stop(): Promise<void>;
}

export interface PushOptions {
	log: Log;
	clock: Clock;
	settings: Settings;
	database: Kysely<Schema>;
	hub: Pick<Hub, 'audience' | 'onEvent'>;
}

/** Milliseconds between looks for what a node has left that was killed. */
const longestIdle = 30_000;
/** Milliseconds after an event in which others may join it in one round of planning. */
const planDelay = 1000;

export const createPush = async ({ log, clock, settings, database, hub }: PushOptions): Promise<Push> => {
	const vapid = deriveVapidKeys(await readSecret(database, 'vapid'));
	const interval = settings.heartbeatInterval;
	const people = createConnectedPeople({ log, clock, database, audience: hub.audience, interval });
	const queue = createPushQueue({ log, clock, database, settings, vapid, people });
	let timer: NodeJS.Timeout | undefined;
	let running: Promise<void> | undefined;
	let wanted = false;
	let stopped = false;

	const round = async (): Promise<number> => {
		while (await planMessages({ database, clock, delay: settings.pushDelay }));
		const next = await queue.sendDue();
		return next === undefined ? longestIdle : Math.max(0, next.getTime() - clock.now());
	};

	const wake = () => {
		wanted = true;
		if (running !== undefined || stopped) return;
		clearTimeout(timer);
		wanted = false;
		running = round()
			.catch((error: unknown) => {
				log.error({ err: error }, 'push messages could not be sent');
				return longestIdle;
			})
			.then((wait) => {
				running = undefined;
				if (stopped) return;
				wakeWithin(wanted ? 0 : Math.min(wait, longestIdle));
			});
	};

	/** When the timer fires, in milliseconds since 1970. */
	let due = 0;
	const wakeWithin = (milliseconds: number) => {
		const instant = Date.now() + milliseconds;
		if (stopped || (running === undefined && due > Date.now() && due <= instant)) return;
		clearTimeout(timer);
		due = instant;
		timer = setTimeout(wake, milliseconds);
	};

	// Nothing is sent before the delay is over: many events are planned for in one round.
	const stopHearing = hub.onEvent(({ type }) => {
		if (Object.hasOwn(pushRules, type)) wakeWithin(Math.min(planDelay, settings.pushDelay / 3));
	});
	wake();

	return {
		publicKey: vapid.publicKey,
		subscriptions: createSubscriptions({ database, clock, settings }),
		async stop() {
			stopped = true;
			stopHearing();
			clearTimeout(timer);
			await running;
			await people.stop();
		},
	};
};
