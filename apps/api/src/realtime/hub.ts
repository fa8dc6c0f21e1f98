import { randomUUID } from 'node:crypto';
import type { Log } from '@flotilla/server';
import type { Sessions } from '../auth/sessions.ts';
import type { Clock } from '../clock.ts';
import type { EventRow } from '../database/schema.ts';
import type { Settings } from '../settings.ts';
import type { Signals } from '../signals/signals.ts';
import { type Audience, createAudience } from './audience.ts';
import { createDispatcher } from './dispatcher.ts';
import { applyToConnections, closeSessions } from './ending-events.ts';
import type { EventLog } from './event-log.ts';
import type { FollowerContext } from './follower.ts';
import { createPrepareEvent } from './outgoing-event.ts';
import { createOutlets, type Outlets } from './outlets.ts';
import { createReplay } from './replay.ts';

/** Where events come in from the log and go out to followers, whatever they are connected by. */
export interface Hub {
	readonly audience: Audience;
	/** For new followers. */
	readonly context: FollowerContext;
	readonly outlets: Outlets;
	/** Hears of each event once it was delivered here. Returns its unsubscribe. */
	onEvent(listener: (event: EventRow) => void): () => void;
	/** Closes every socket and stream as a server does that will be back. */
	close(): Promise<void>;
}

export interface HubOptions {
	log: Log;
	clock: Clock;
	settings: Settings;
	events: EventLog;
	sessions: Sessions;
	signals: Signals;
	/** The payload of an event as it is sent now: signed addresses are made on the way out. */
	present(event: EventRow): unknown;
}

const channel = 'events';

export const createHub = async ({
	log,
	clock,
	settings,
	events,
	sessions,
	signals,
	present,
}: HubOptions): Promise<Hub> => {
	const audience = createAudience();
	const { heartbeatInterval, authenticationTimeout } = settings;
	const tickInterval = Math.min(1000, heartbeatInterval / 4, authenticationTimeout / 4);
	const outlets = createOutlets({ clock, tickInterval });
	const listeners = new Set<(event: EventRow) => void>();
	const { epoch, offset } = await events.position();
	const prepare = createPrepareEvent({ epoch, present });
	const dispatcher = createDispatcher({
		log,
		events,
		offset,
		pollInterval: settings.eventPollInterval,
		deliver(row) {
			applyToConnections(audience, row);
			audience.deliver(prepare(row));
			for (const listener of [...listeners]) listener(row);
		},
		flush: outlets.flush,
	});

	// Other nodes look at the log at once; their regular look is for when a signal is lost.
	const node = randomUUID();
	const stopAnnouncing = events.onAppended(() => signals.publish(channel, { node }));
	const stopListening = signals.subscribe(channel, (message) => {
		if ((message as { node?: unknown } | null)?.node !== node) dispatcher.wake();
	});
	const stopHearing = sessions.onEnded((ended) => closeSessions(audience, ended));

	return {
		audience,
		outlets,
		context: { settings, audience, replay: createReplay(events, dispatcher), prepare },
		onEvent(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		async close() {
			stopAnnouncing();
			stopListening();
			stopHearing();
			outlets.stop();
			outlets.closeAll('GOING_AWAY');
			await dispatcher.stop();
		},
	};
};
