import type { Clock } from './clock.ts';
import type { CreateSocket, RealtimeSocket } from './socket.ts';

export interface TransportsOptions {
	createSocket: CreateSocket;
	/** Fetched when it is first needed. Undefined: there is no fallback. */
	loadEventStream: (() => Promise<() => RealtimeSocket>) | undefined;
	url: string;
	clock: Clock;
	/** Sockets in a row that came to nothing before an event stream is tried. */
	fallbackAfter: number;
	/** Milliseconds after which a socket is tried again while event streams work. */
	retrySocketAfter: number;
}

/** Which wire the next attempt uses: a socket, or where those are blocked an event stream. */
export interface Transports {
	/**
	 * How to open one. Called at once, and its listeners set at once: a socket opens in a later turn,
	 * but not later than that. Throws or rejects when there is no way to open anything.
	 */
	choose(): Promise<() => RealtimeSocket> | (() => RealtimeSocket);
	/** The server accepted what was opened last. */
	succeeded(): void;
	/** What was opened last came to its end without that. */
	failed(): void;
	readonly kind: 'websocket' | 'event-stream';
	/** Resolves with whether sockets work again; the next attempt then uses one. */
	probeSocket(): Promise<boolean>;
}

/** Milliseconds a probe may take to open. */
const probeTimeout = 10_000;

export const createTransports = ({
	createSocket,
	loadEventStream,
	url,
	clock,
	fallbackAfter,
	retrySocketAfter,
}: TransportsOptions): Transports => {
	let kind: Transports['kind'] = 'websocket';
	let failures = 0;
	let failedAt = Number.NEGATIVE_INFINITY;
	let streamWorks = false;

	const chooseKind = (): Transports['kind'] => {
		if (loadEventStream === undefined || failures < fallbackAfter) return 'websocket';
		if (streamWorks) return clock.now() - failedAt < retrySocketAfter ? 'event-stream' : 'websocket';
		// Neither has worked lately: whatever is back first serves.
		return kind === 'websocket' ? 'event-stream' : 'websocket';
	};

	return {
		get kind() {
			return kind;
		},
		choose() {
			kind = chooseKind();
			if (kind === 'event-stream' && loadEventStream !== undefined) return loadEventStream();
			return () => {
				try {
					return createSocket(url);
				} catch (error) {
					// Refused by the page's policy or the browser: another try would end the same.
					failures = Math.max(failures, fallbackAfter - 1);
					throw error;
				}
			};
		},
		succeeded() {
			if (kind === 'websocket') failures = 0;
			else streamWorks = true;
		},
		failed() {
			if (kind === 'event-stream') {
				streamWorks = false;
				return;
			}
			failures += 1;
			failedAt = clock.now();
		},
		async probeSocket() {
			const works = await opens(() => createSocket(url), clock);
			if (works) failures = 0;
			else failedAt = clock.now();
			return works;
		},
	};
};

const opens = (create: () => RealtimeSocket, clock: Clock): Promise<boolean> =>
	new Promise((resolve) => {
		let socket: RealtimeSocket;
		try {
			socket = create();
		} catch {
			resolve(false);
			return;
		}
		const end = (works: boolean): void => {
			clock.clearTimeout(timer);
			socket.onopen = socket.onclose = socket.onerror = null;
			socket.close(1000);
			resolve(works);
		};
		const timer = clock.setTimeout(() => end(false), probeTimeout);
		socket.onopen = () => end(true);
		socket.onclose = socket.onerror = () => end(false);
	});
