import {
	type PresenceChanged,
	type PresenceState,
	presenceChanged,
	presenceTopic,
	type Room,
} from '@flotilla/contracts';
import { endWithSignal } from '../bus/end-with-signal.ts';
import type { EventBus, SubscribeOptions, Unsubscribe } from '../bus/event-bus.ts';
import type { PresenceMemory } from './presence-memory.ts';
import type { Wishes } from './wishes.ts';

/** Who is in a room now, and what they say there. */
export interface Presence {
	/**
	 * Enters the room, and stays through drops and changes of the connection until it is left. Entered
	 * twice, it is left when both have; the last `state` counts (an object, at most 1 KiB of JSON).
	 * Throws `RealtimeError`.
	 */
	join(state?: PresenceState, options?: SubscribeOptions): Unsubscribe;
	/** Calls back with who is there, at each change; at once when that is known. Throws `RealtimeError`. */
	onChange(callback: (present: PresenceChanged) => void, options?: SubscribeOptions): Unsubscribe;
}

/** Rooms over what this tab wishes of the connection, and what comes in on the bus. */
export const createPresence =
	({
		bus,
		wishes,
		memory,
	}: {
		bus: EventBus;
		wishes: Wishes;
		memory: Pick<PresenceMemory, 'of'>;
	}): ((room: Room) => Presence) =>
	(room) => ({
		join(state, { signal } = {}) {
			if (signal?.aborted) return () => {};
			return endWithSignal(wishes.enter(room, state), signal);
		},
		onChange(callback, { signal } = {}) {
			if (signal?.aborted) return () => {};
			const topic = presenceTopic(room);
			const unfollow = wishes.follow(topic);
			const stop = bus.on('presence:changed', (present) => {
				if (present.room === room) callback(present);
			});
			for (const { payload } of memory.of([topic])) {
				const known = presenceChanged.safeParse(payload);
				if (known.success) callback(known.data);
			}
			return endWithSignal(() => {
				stop();
				unfollow();
			}, signal);
		},
	});
