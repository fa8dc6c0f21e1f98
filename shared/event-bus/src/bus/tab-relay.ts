import { crossTabEvents } from '@flotilla/contracts';
import type { EventBus, Unsubscribe } from './event-bus.ts';
import { type CreateTabChannel, createBrowserTabChannel } from './tab-channel.ts';

export interface TabRelayOptions {
	bus: EventBus;
	/** The tabs that hear each other: those of one person. */
	userId: string;
	/** Default: the browser's `BroadcastChannel`. Undefined, or where there is none: nothing is relayed. */
	createChannel?: CreateTabChannel | undefined;
}

const relayed: readonly string[] = crossTabEvents;

/**
 * Raises in every other tab of a person what this page emits of the events that contracts name in
 * `crossTabEvents`. What comes in is checked by the bus like anything from outside, whatever
 * version of the suite the other tab runs. Ends by the function it returns.
 */
export const relayBetweenTabs = (options: TabRelayOptions): Unsubscribe => {
	const { bus, userId } = options;
	const createChannel = 'createChannel' in options ? options.createChannel : createBrowserTabChannel;
	const channel = createChannel?.(`flotilla.bus.${userId}`);
	if (channel === undefined) return () => {};
	const stop = bus.onAny(({ name, payload, source, id }) => {
		// What came from outside has an id. It reached the other tabs by itself, and going round it would never end.
		if (id !== undefined || !relayed.includes(name)) return;
		channel.postMessage({ name, payload, source, id: crypto.randomUUID(), timestamp: new Date().toISOString() });
	});
	channel.onmessage = ({ data }) => {
		const message = readMessage(data);
		if (message !== null) bus.publish(message);
	};
	return () => {
		stop();
		channel.onmessage = null;
		channel.close();
	};
};

/** Null for whatever is not a message of an event that tabs tell each other. */
const readMessage = (data: unknown): Parameters<EventBus['publish']>[0] | null => {
	if (typeof data !== 'object' || data === null) return null;
	const { name, payload, source, id, timestamp } = data as Record<string, unknown>;
	if (typeof name !== 'string' || !relayed.includes(name)) return null;
	if (typeof source !== 'string' || typeof id !== 'string' || typeof timestamp !== 'string') return null;
	return { name, payload, source, id, timestamp };
};
