import type { EventBus } from '../bus/event-bus.ts';
import type { Clock } from './clock.ts';
import type { NetworkStatus } from './network-status.ts';
import type { BadFrameReason } from './read-frame.ts';
import type { CreateSocket } from './socket.ts';

export interface RealtimeOptions {
	/** `ws:` or `wss:`; a path is taken on the page's origin. */
	url: string;
	bus: EventBus;
	/** The access token at hand, or null. */
	getToken: () => string | null;
	/**
	 * A fresh access token; null when the session is over. May reject when the network is down:
	 * the connection then tries again later.
	 */
	renewToken: () => Promise<string | null>;
	/** Default: the browser's `WebSocket`. */
	createSocket?: CreateSocket;
	/** Default: the system's. */
	clock?: Clock;
	/** Default: `Math.random`. */
	random?: () => number;
	/** Default: the browser's. */
	network?: NetworkStatus;
	/** Milliseconds; the wait before the first reconnection is drawn from 0 to this. Default 1000. */
	reconnectBaseDelay?: number;
	/** Milliseconds; no wait before a reconnection is longer. Default 30000. */
	reconnectMaximumDelay?: number;
	/** Milliseconds a connection must last for the backoff to start over. Default 10000. */
	stableAfter?: number;
	/** Milliseconds for the socket to open and the server to accept the token. Default 10000. */
	openTimeout?: number;
	/** Milliseconds before the token's end at which a renewed one is sent. Default 30000. */
	renewBefore?: number;
	/** Told about every frame that could not be read; it is dropped. Default: nothing beyond the count. */
	onBadFrame?: (reason: BadFrameReason, count: number) => void;
}
