import type { EventBus } from '../bus/event-bus.ts';
import type { CreateTabChannel } from '../bus/tab-channel.ts';
import type { Clock } from './clock.ts';
import type { TabLocks } from './leader-election.ts';
import type { NetworkStatus } from './network-status.ts';
import type { PageLifecycle } from './page-lifecycle.ts';
import type { BadFrameReason } from './read-frame.ts';
import type { CreateSocket } from './socket.ts';

/** What the server said to something that this page asked for. */
export interface Refusal {
	/** As in docs/errors.md, e.g. `FORBIDDEN`. */
	code: string;
	message: string;
	/** The topics that were refused. */
	topics?: string[] | undefined;
}

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
	/** Told what the server refused: a topic or a room that one may not see, or one too many. Default: nothing. */
	onRefused?: (refusal: Refusal) => void;
	/**
	 * `everything`: each event that one may see comes, without topics being named. `subscribed`: those
	 * of the topics that were asked for alone. The same in all tabs. Default `everything`.
	 */
	follow?: 'everything' | 'subscribed';
	/** Topics that may be followed at a time, over all tabs; the server's `MAX_TOPICS`. Default 100. */
	maximumTopics?: number;
	/** Rooms to be in at a time, over all tabs; the server's limit. Default 20. */
	maximumRooms?: number;
	/** Where the same events come as an event stream, for networks that block sockets. Default: no fallback. */
	streamUrl?: string;
	/** For the event stream. Default: the browser's. */
	fetch?: (request: Request) => Promise<Response>;
	/** Sockets in a row that came to nothing before the event stream is tried. Default 2. */
	fallbackAfter?: number;
	/** Milliseconds on the event stream after which a socket is tried again. Default 300000. */
	retrySocketAfter?: number;
	/** Default: `navigator.locks` in browsers. Without locks each tab has a connection of its own. */
	locks?: TabLocks | undefined;
	/** Default: the browser's `BroadcastChannel`. Without it each tab has a connection of its own. */
	createChannel?: CreateTabChannel | undefined;
	/** Default: that of the browser's page. */
	lifecycle?: PageLifecycle;
	/** Milliseconds without a sign of life after which a visible tab takes the connection over. Default 3000. */
	leaderLease?: number;
	/** Events that each tab keeps for others that missed some. Default 256. */
	replayBuffer?: number;
	/** Events that are fetched again from the server for a tab that missed more than is kept. Default 1000. */
	maximumRewind?: number;
}
