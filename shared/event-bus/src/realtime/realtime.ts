import { type ConnectionState, closeCodes, type StreamPosition } from '@flotilla/contracts';
import type { Unsubscribe } from '../bus/event-bus.ts';
import { fullJitter } from './backoff.ts';
import { systemClock } from './clock.ts';
import { type Heartbeat, startHeartbeat } from './heartbeat.ts';
import { browserNetworkStatus } from './network-status.ts';
import { type Authenticated, type IncomingFrame, readFrame } from './read-frame.ts';
import type { RealtimeOptions } from './realtime-options.ts';
import { createBrowserSocket, type RealtimeSocket } from './socket.ts';
import { createTokenRenewal } from './token-renewal.ts';

export type { RealtimeOptions } from './realtime-options.ts';

export interface ConnectOptions {
	/** Everything after this event is raised. Default: everything that happens once the connection stands. */
	resumeFrom?: StreamPosition | undefined;
}

/** Feeds the bus with the events of the server. */
export interface Realtime {
	readonly state: ConnectionState;
	/** The last event seen; null before the first connection and after `disconnect`. */
	readonly position: StreamPosition | null;
	/** Frames dropped because they could not be read. */
	readonly badFrameCount: number;
	/** Connects and stays connected, through drops and token renewals, until `disconnect` or the session's end. */
	connect(options?: ConnectOptions): void;
	/**
	 * Ends the connection with all its timers and listeners, and forgets its place in the stream:
	 * whoever caches has to fetch again after a later `connect`.
	 */
	disconnect(): void;
	onStateChange(callback: (to: ConnectionState, from: ConnectionState) => void): Unsubscribe;
}

/**
 * One connection to `/ws`. Raises `realtime:state-changed` at every change of state,
 * `realtime:resync-required` when events were missed for good, and every server event in order, once.
 * Events that came while `connect` had not been called are not raised later.
 */
export const createRealtime = ({
	url,
	bus,
	getToken,
	renewToken,
	createSocket = createBrowserSocket,
	clock = systemClock,
	random = Math.random,
	network = browserNetworkStatus,
	reconnectBaseDelay = 1000,
	reconnectMaximumDelay = 30_000,
	stableAfter = 10_000,
	openTimeout = 10_000,
	renewBefore = 30_000,
	onBadFrame,
}: RealtimeOptions): Realtime => {
	const ownEvents = bus.from('realtime');
	const listeners = new Set<(to: ConnectionState, from: ConnectionState) => void>();
	let state: ConnectionState = 'disconnected';
	let position: StreamPosition | null = null;
	let badFrameCount = 0;
	let attempt = 0;
	let connectedAt: number | null = null;
	/** A refused token is renewed once; a second refusal in a row goes through the backoff. */
	let renewedAfterRefusal = false;
	let socket: RealtimeSocket | null = null;
	let heartbeat: Heartbeat | null = null;
	let timer: unknown;
	let stopWaitingForNetwork: Unsubscribe | null = null;
	/** Told apart from its successors, an answer that comes late is ignored. */
	let generation = 0;

	const setState = (from: ConnectionState, to: ConnectionState): void => {
		if (state !== from || from === to) return;
		state = to;
		for (const listener of [...listeners]) listener(to, from);
		ownEvents.emit('realtime:state-changed', { from, to });
	};

	const send = (type: string, payload: unknown): void => {
		socket?.send(
			JSON.stringify({ type, payload, timestamp: new Date(clock.now()).toISOString(), id: crypto.randomUUID() }),
		);
	};

	const renewal = createTokenRenewal({
		clock,
		renewBefore,
		getToken,
		renewToken,
		onRenewed: (token) => send('authenticate', { token }),
	});

	/** Lets go of the socket, its timers and whatever is still on its way. */
	const release = (closeCode?: number): void => {
		generation += 1;
		clock.clearTimeout(timer);
		renewal.stop();
		heartbeat?.stop();
		heartbeat = null;
		stopWaitingForNetwork?.();
		stopWaitingForNetwork = null;
		const closing = socket;
		socket = null;
		if (closing === null) return;
		closing.onopen = closing.onmessage = closing.onclose = closing.onerror = null;
		if (closeCode !== undefined) closing.close(closeCode);
	};

	const open = async (refusedToken?: string): Promise<void> => {
		const current = ++generation;
		let token = getToken();
		if (token === null || token === refusedToken) {
			try {
				token = await renewToken();
			} catch {
				if (current === generation) reconnect();
				return;
			}
			if (current !== generation) return;
		}
		if (token === null) {
			disconnect();
			return;
		}
		let opened: RealtimeSocket;
		try {
			opened = createSocket(url);
		} catch {
			reconnect();
			return;
		}
		socket = opened;
		timer = clock.setTimeout(() => lose(closeCodes.HEARTBEAT_LOST), openTimeout);
		opened.onopen = () => {
			setState('connecting', 'authenticating');
			renewal.sent(token);
			send('authenticate', { token, ...(position !== null && { resume: position }) });
		};
		opened.onmessage = ({ data }) => receive(readFrame(data));
		opened.onclose = ({ code }) => {
			release();
			handleClose(code, token);
		};
	};

	/** Gives the socket up without waiting for its close event, which a dead network never brings. */
	const lose = (code: number): void => {
		release(code);
		reconnect();
	};

	const handleClose = (code: number, token: string): void => {
		const refused = code === closeCodes.UNAUTHENTICATED || code === closeCodes.SESSION_REVOKED;
		if (!refused || renewedAfterRefusal) {
			reconnect();
			return;
		}
		renewedAfterRefusal = true;
		setState(state, 'connecting');
		void open(token);
	};

	const reconnect = (): void => {
		if (connectedAt !== null && clock.now() - connectedAt >= stableAfter) attempt = 0;
		connectedAt = null;
		setState(state, 'reconnecting');
		const retry = (): void => {
			release();
			setState('reconnecting', 'connecting');
			void open();
		};
		stopWaitingForNetwork = network.onOnline(retry);
		// Offline, the event wakes it; the long wait is for devices that report their network wrongly.
		const delay = network.isOnline()
			? fullJitter(attempt++, { baseDelay: reconnectBaseDelay, maximumDelay: reconnectMaximumDelay, random })
			: reconnectMaximumDelay;
		timer = clock.setTimeout(retry, delay);
	};

	const receive = (incoming: IncomingFrame): void => {
		heartbeat?.heard();
		switch (incoming.kind) {
			case 'bad':
				badFrameCount += 1;
				onBadFrame?.(incoming.reason, badFrameCount);
				return;
			case 'unknown':
				advance(incoming.frame.offset);
				return;
			case 'event': {
				const { frame, name } = incoming;
				if (state !== 'connected' || !advance(frame.offset)) return;
				const { id, payload, source = 'server', timestamp } = frame;
				bus.publish({ name, payload, source, id, timestamp });
				return;
			}
			case 'system':
				if (incoming.type === 'heartbeat') {
					send('heartbeat-ack', {});
					// What was not for this page counts as seen, so that a later resume asks for less.
					if (state === 'connected') advance(incoming.payload.offset);
				}
				if (incoming.type === 'authenticated') accept(incoming.payload, incoming.timestamp);
		}
	};

	/** False for an event that was seen before. */
	const advance = (offset: number | undefined): boolean => {
		if (offset === undefined || position === null) return true;
		if (offset <= position.offset) return false;
		position = { ...position, offset };
		return true;
	};

	const accept = (
		{ epoch, offset, resumed, heartbeatInterval, expiresAt }: Authenticated,
		serverTime: string,
	): void => {
		renewal.schedule({ expiresAt, serverTime });
		// The answer to a token renewed in place: the stream goes on where it is.
		if (state !== 'authenticating') return;
		clock.clearTimeout(timer);
		renewedAfterRefusal = false;
		connectedAt = clock.now();
		const missed = position !== null && (!resumed || position.epoch !== epoch);
		if (position === null || missed) position = { epoch, offset };
		heartbeat = startHeartbeat({
			interval: heartbeatInterval,
			clock,
			beat: () => send('heartbeat', {}),
			onLost: () => lose(closeCodes.HEARTBEAT_LOST),
		});
		setState('authenticating', 'connected');
		if (missed)
			ownEvents.emit('realtime:resync-required', {
				reason: 'The event log no longer reaches back to the last event seen.',
			});
	};

	const disconnect = (): void => {
		if (state === 'disconnected') return;
		setState(state, 'closing');
		release(1000);
		position = null;
		attempt = 0;
		connectedAt = null;
		renewedAfterRefusal = false;
		setState('closing', 'disconnected');
	};

	return {
		get state() {
			return state;
		},
		get position() {
			return position;
		},
		get badFrameCount() {
			return badFrameCount;
		},
		connect({ resumeFrom } = {}) {
			if (state !== 'disconnected') return;
			position = resumeFrom ?? null;
			setState('disconnected', 'connecting');
			void open();
		},
		disconnect,
		onStateChange(callback) {
			listeners.add(callback);
			return () => listeners.delete(callback);
		},
	};
};
