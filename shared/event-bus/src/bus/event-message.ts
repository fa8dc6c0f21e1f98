import type { EventName, EventPayload } from '@flotilla/contracts';

/** One message on the bus. Distributive: testing `name` narrows `payload`. */
export type EventMessage<N extends EventName = EventName> = {
	[K in N]: {
		readonly name: K;
		readonly payload: EventPayload<K>;
		/** The app or server that raised it. */
		readonly source: string;
		/** Set when the message came from outside this page: unique per message. */
		readonly id?: string;
		/** Set when the message came from outside this page: ISO 8601. */
		readonly timestamp?: string;
	};
}[N];
