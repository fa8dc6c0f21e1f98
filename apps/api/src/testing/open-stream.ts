import { EventSource } from 'eventsource';

export interface StreamedEvent {
	event: string;
	data: Record<string, unknown>;
	id: string;
}

/** The standard client of event streams at `/api/events`, event by event. */
export interface TestStream {
	/** The next event, in order of arrival, of those that were asked for. */
	next(): Promise<StreamedEvent>;
	/** The next one of this name; drops those before it. */
	nextOf(event: string): Promise<StreamedEvent>;
	/** Events that arrived and were not asked for. */
	waiting(): readonly StreamedEvent[];
	/** Resolves with the status when the client has given up. */
	failed: Promise<number | undefined>;
	close(): void;
}

export interface OpenStreamOptions {
	/** In the header. */
	token?: string;
	/** Of the address, e.g. `?topics=users`. */
	query?: string;
	path?: string;
	/** Names of events to hear. */
	names?: readonly string[];
}

const usual = [
	'ready',
	'resync',
	'unauthenticated',
	'users:updated',
	'users:created',
	'files:upload-completed',
	'files:deleted',
	'presence:changed',
];

export const openStream = (url: string, options: OpenStreamOptions): TestStream => {
	const { token, query = '', path = '/api/events', names = usual } = options;
	const arrived: StreamedEvent[] = [];
	const waiters: PromiseWithResolvers<StreamedEvent>[] = [];
	const failing = Promise.withResolvers<number | undefined>();
	const source = new EventSource(`${url}${path}${query}`, {
		fetch: (address, init) =>
			fetch(address, {
				...init,
				headers: { ...init.headers, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
			}),
	});
	for (const name of names) {
		source.addEventListener(name, ({ type: event, data, lastEventId: id }) => {
			const streamed = { event, data: JSON.parse(data) as Record<string, unknown>, id };
			const waiter = waiters.shift();
			if (waiter === undefined) arrived.push(streamed);
			else waiter.resolve(streamed);
		});
	}
	source.addEventListener('error', (error) => {
		if (source.readyState === source.CLOSED) failing.resolve(error.code);
	});
	const next = () => {
		const streamed = arrived.shift();
		if (streamed !== undefined) return Promise.resolve(streamed);
		const waiter = Promise.withResolvers<StreamedEvent>();
		waiters.push(waiter);
		return waiter.promise;
	};
	return {
		next,
		async nextOf(event) {
			let streamed = await next();
			while (streamed.event !== event) streamed = await next();
			return streamed;
		},
		waiting: () => arrived,
		failed: failing.promise,
		close: () => source.close(),
	};
};
