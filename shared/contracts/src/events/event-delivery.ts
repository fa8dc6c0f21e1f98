import type { EventName } from './event-map.ts';

/**
 * Events that tell how things stand: who begins to listen later may have the last one at once
 * (`bus.on(name, handler, { replay: true })`). With each, the events after which it no longer holds.
 */
export const replayedEvents = {
	'realtime:state-changed': [],
	'api:circuit-changed': [],
	'network:state-changed': [],
	'app:update-ready': ['app:updated'],
	'session:signed-in': ['session:signed-out'],
	'session:signed-out': ['session:signed-in'],
} as const satisfies Partial<Record<EventName, readonly EventName[]>>;

export type ReplayedEventName = keyof typeof replayedEvents;

/**
 * Events of a page that are also raised in the other tabs of the same person. What the server
 * publishes is not among them: every tab gets that by the realtime connection.
 */
export const crossTabEvents = ['browser:data-changed'] as const satisfies readonly EventName[];
