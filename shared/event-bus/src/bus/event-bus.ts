import { type EventName, type EventPayload, eventMap, type ReplayedEventName } from '@flotilla/contracts';
import mitt from 'mitt';
import type { EventMessage } from './event-message.ts';
import { createLastValues } from './last-values.ts';

// mitt ships one declaration file for both module systems; under Node's resolution TypeScript takes it
// for the CommonJS one and sees a namespace, while what runs is the ES module, whose default is the function.
const createEmitter = mitt as unknown as typeof mitt.default;

/** Ends a subscription. Calling it twice is harmless. */
export type Unsubscribe = () => void;

export interface SubscribeOptions {
	/** Ends the subscription, too. */
	signal?: AbortSignal | undefined;
}

/** For one event: those that tell how things stand can also be had at once. */
export type SubscribeToOptions<N extends EventName> = SubscribeOptions & {
	/**
	 * Calls the handler with the last message before `on` returns, if there is one that still holds.
	 * Contracts name the events (`replayedEvents`) and what ends their hold. Default false.
	 */
	replay?: N extends ReplayedEventName ? boolean : false;
};

/** What stands before the colon of an event's name: who owns it. */
export type EventArea = EventName extends infer N ? (N extends `${infer A}:${string}` ? A : never) : never;

/** Names of the events of an area. */
export type EventNameOf<A extends EventArea> = Extract<EventName, `${A}:${string}`>;

export type EventHandler<N extends EventName> = (payload: EventPayload<N>, message: EventMessage<N>) => void;

/** Why `publish` dropped a message. */
export interface RejectedMessage {
	name: string;
	source: string;
	reason: 'unknown-event' | 'invalid-payload';
	/** One line a problem, e.g. `user.email: Invalid input`. Never the values. */
	problems: readonly string[];
}

export interface EventBus {
	/** Raises an event in this page. Its source is the bus' own name. */
	emit<N extends EventName>(name: N, payload: EventPayload<N>): void;
	/**
	 * Passes on a message that somebody else raised (a socket, another tab). The payload is
	 * checked here; a bad message is counted, reported and dropped, never thrown.
	 */
	publish(message: { name: string; payload: unknown; source: string; id?: string; timestamp?: string }): void;
	/** Hears one event. With an aborted `signal` nothing is subscribed. */
	on<N extends EventName>(name: N, handler: EventHandler<N>, options?: SubscribeToOptions<N>): Unsubscribe;
	/** Hears every event; with `area` those of one owner, e.g. all of `users:*`. */
	onAny<A extends EventArea = EventArea>(
		handler: (message: EventMessage<EventNameOf<A>>) => void,
		options?: SubscribeOptions & { area?: A },
	): Unsubscribe;
	/** The same bus; what it emits names `source` instead. */
	from(source: string): EventBus;
	/** How many messages `publish` has dropped. */
	readonly rejectedCount: number;
}

export interface EventBusOptions {
	/** Named as the source of what `emit` raises. Default `page`. */
	source?: string;
	/** Told when a handler throws; the other handlers run all the same. Default: the page's `error` event. */
	onHandlerError?(error: unknown, message: EventMessage): void;
	/** Told when `publish` drops a message. Default: nothing beyond the count. */
	onMessageRejected?(rejected: RejectedMessage): void;
}

/**
 * The bus of a page. Handlers run at once and in the order of subscription, those of `on`
 * before those of `onAny`. A handler added while an event is being delivered does not hear it,
 * one removed meanwhile does not hear it either.
 */
export const createEventBus = ({
	source = 'page',
	onHandlerError = reportUncaught,
	onMessageRejected,
}: EventBusOptions = {}): EventBus => {
	const emitter = createEmitter<Record<EventName, EventMessage>>();
	const lastValues = createLastValues();
	let rejectedCount = 0;

	const raise = (message: EventMessage): void => {
		lastValues.note(message);
		emitter.emit(message.name, message);
	};

	const subscribe = (
		name: EventName | '*',
		handler: (message: EventMessage) => void,
		{ signal, first }: { signal: AbortSignal | undefined; first?: EventMessage | undefined },
	): Unsubscribe => {
		if (signal?.aborted) return () => {};
		let active = true;
		const deliver = (message: EventMessage): void => {
			if (!active) return;
			try {
				handler(message);
			} catch (error) {
				onHandlerError(error, message);
			}
		};
		const registered = name === '*' ? (_name: EventName, message: EventMessage) => deliver(message) : deliver;
		// mitt's overloads want '*' apart from the names; the handler's shape was chosen for it above.
		emitter.on(name as EventName, registered as (message: EventMessage) => void);
		const unsubscribe = (): void => {
			if (!active) return;
			active = false;
			emitter.off(name as EventName, registered as (message: EventMessage) => void);
			signal?.removeEventListener('abort', unsubscribe);
		};
		signal?.addEventListener('abort', unsubscribe, { once: true });
		if (first !== undefined) deliver(first);
		return unsubscribe;
	};

	const reject = (rejected: RejectedMessage): void => {
		rejectedCount += 1;
		onMessageRejected?.(rejected);
	};

	const createView = (viewSource: string): EventBus => ({
		emit(name, payload) {
			raise({ name, payload, source: viewSource } as EventMessage);
		},
		publish({ name, payload, source: origin, id, timestamp }) {
			if (!isEventName(name)) {
				reject({ name: String(name), source: origin, reason: 'unknown-event', problems: [] });
				return;
			}
			const parsed = eventMap[name].safeParse(payload);
			if (!parsed.success) {
				const problems = parsed.error.issues.map((issue) => `${issue.path.join('.') || '_'}: ${issue.message}`);
				reject({ name, source: origin, reason: 'invalid-payload', problems });
				return;
			}
			raise({
				name,
				payload: parsed.data,
				source: origin,
				...(id !== undefined && { id }),
				...(timestamp !== undefined && { timestamp }),
			} as EventMessage);
		},
		on(name, handler, { signal, replay = false } = {}) {
			// Safe: messages under `name` are only ever emitted with that name's payload.
			const handle = handler as (payload: unknown, message: unknown) => void;
			const first = replay ? lastValues.of(name) : undefined;
			return subscribe(name, (message) => handle(message.payload, message), { signal, first });
		},
		onAny(handler, { signal, area } = {}) {
			// Safe: what does not belong to the area is not handed on.
			const handle = handler as (message: EventMessage) => void;
			const prefix = area === undefined ? '' : `${area}:`;
			return subscribe('*', (message) => message.name.startsWith(prefix) && handle(message), { signal });
		},
		from: createView,
		get rejectedCount() {
			return rejectedCount;
		},
	});

	return createView(source);
};

const isEventName = (name: unknown): name is EventName => typeof name === 'string' && Object.hasOwn(eventMap, name);

/** As an uncaught error: visible to the page's error reporting, harmless to the other handlers. */
const reportUncaught = (error: unknown): void => {
	if (typeof globalThis.reportError === 'function') globalThis.reportError(error);
	else
		queueMicrotask(() => {
			throw error;
		});
};
