import {
	closeCodes,
	type RealtimeFrame,
	type StreamEntry,
	type StreamPosition,
	type TabWishes,
} from '@flotilla/contracts';
import type { Unsubscribe } from '../bus/event-bus.ts';
import { fullJitter } from './backoff.ts';
import type { Clock } from './clock.ts';
import type { ConnectionStateMachine } from './connection-state.ts';
import { type Heartbeat, startHeartbeat } from './heartbeat.ts';
import type { NetworkStatus } from './network-status.ts';
import { type Authenticated, type BadFrameReason, type IncomingFrame, readFrame } from './read-frame.ts';
import type { Refusal } from './realtime-options.ts';
import type { RealtimeSocket } from './socket.ts';
import { createTokenRenewal } from './token-renewal.ts';
import type { Transports } from './transports.ts';
import { createWishTeller } from './wish-teller.ts';

export interface ConnectionOptions {
	machine: ConnectionStateMachine;
	transports: Transports;
	getToken: () => string | null;
	renewToken: () => Promise<string | null>;
	clock: Clock;
	random: () => number;
	network: NetworkStatus;
	/** Milliseconds, as in `RealtimeOptions`. */
	times: {
		reconnectBaseDelay: number;
		reconnectMaximumDelay: number;
		stableAfter: number;
		openTimeout: number;
		renewBefore: number;
		retrySocketAfter: number;
	};
	/** Whether events come without topics being named. */
	followsEverything: boolean;
	wishes: () => TabWishes;
	/** Where to resume, asked at the last moment. */
	resumeFrom: () => StreamPosition | null;
	/** The server took the token; `missed`: what lies before `position` cannot be had. */
	onAccepted(position: StreamPosition, missed: boolean): void;
	onEntry(entry: StreamEntry): void;
	/** What is in no log. */
	onMoment(frame: RealtimeFrame): void;
	/** The session is over; whoever owns the connection closes it. */
	onSessionOver(): void;
	onBadFrame(reason: BadFrameReason): void;
	onRefused(refusal: Refusal): void;
}

/** One connection to the server that comes back by itself. Its state is the machine's, which the owner moves to `connecting`. */
export interface Connection {
	/** Begins; the state has to be `connecting`. */
	open(): void;
	/** Lets go of everything and changes no state. */
	close(): void;
	/** While connected: begins anew at `resumeFrom`. */
	reopen(): void;
	/** Sends what differs between the wishes and what the server was told. */
	tellWishes(): void;
	/** Makes up for a timer that the browser held back. */
	nudge(): void;
	/** Of the last attempt. */
	readonly transport: Transports['kind'];
}

export const createConnection = ({
	machine,
	transports,
	getToken,
	renewToken,
	clock,
	random,
	network,
	times,
	followsEverything,
	wishes,
	resumeFrom,
	onAccepted,
	onEntry,
	onMoment,
	onSessionOver,
	onBadFrame,
	onRefused,
}: ConnectionOptions): Connection => {
	const { reconnectBaseDelay: baseDelay, reconnectMaximumDelay: maximumDelay, stableAfter, openTimeout } = times;
	/** How far this connection has come; what was asked for until the server has answered. */
	let position: StreamPosition | null = null;
	let attempt = 0;
	let connectedAt: number | null = null;
	/** A refused token is renewed once; a second refusal in a row goes through the backoff. */
	let renewedAfterRefusal = false;
	/** Whether this attempt has got as far as the wire. */
	let tried = false;
	let socket: RealtimeSocket | null = null;
	let heartbeat: Heartbeat | null = null;
	let timer: unknown;
	let probeTimer: unknown;
	let retry: { due: number; run: () => void } | null = null;
	let stopWaitingForNetwork: Unsubscribe | null = null;
	/** Told apart from its successors, an answer that comes late is ignored. */
	let generation = 0;

	const send = (type: string, payload: unknown): void => {
		socket?.send(
			JSON.stringify({ type, payload, timestamp: new Date(clock.now()).toISOString(), id: crypto.randomUUID() }),
		);
	};
	const teller = createWishTeller(send);
	const renewal = createTokenRenewal({
		clock,
		renewBefore: times.renewBefore,
		getToken,
		renewToken,
		onRenewed: (token) => send('authenticate', { token }),
	});

	/** Lets go of the socket, its timers and whatever is still on its way. */
	const release = (closeCode?: number): void => {
		generation += 1;
		clock.clearTimeout(timer);
		clock.clearTimeout(probeTimer);
		retry = null;
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
		tried = false;
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
			onSessionOver();
			return;
		}
		tried = true;
		let opened: RealtimeSocket;
		try {
			const chosen = transports.choose();
			const create = chosen instanceof Promise ? await chosen : chosen;
			if (current !== generation) return;
			opened = create();
		} catch {
			if (current === generation) reconnect();
			return;
		}
		socket = opened;
		timer = clock.setTimeout(() => lose(closeCodes.HEARTBEAT_LOST), openTimeout);
		opened.onopen = () => {
			machine.move('authenticating');
			renewal.sent(token);
			position = resumeFrom();
			const topics = followsEverything ? [] : wishes().topics;
			teller.begin(topics);
			send('authenticate', {
				token,
				...(position !== null && { resume: position }),
				...(!followsEverything && { topics }),
			});
		};
		opened.onmessage = ({ data }) => receive(readFrame(data));
		opened.onclose = ({ code }) => {
			release();
			// A code of the server's own: the way to it is open.
			if (code >= 4000) transports.succeeded();
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
		machine.move('connecting');
		void open(token);
	};

	const reconnect = (): void => {
		if (connectedAt === null && tried) transports.failed();
		if (connectedAt !== null && clock.now() - connectedAt >= stableAfter) attempt = 0;
		connectedAt = null;
		machine.move('reconnecting');
		const run = (): void => {
			release();
			machine.move('connecting');
			void open();
		};
		stopWaitingForNetwork = network.onOnline(run);
		// Offline, the event wakes it; the long wait is for devices that report their network wrongly.
		const delay = network.isOnline() ? fullJitter(attempt++, { baseDelay, maximumDelay, random }) : maximumDelay;
		retry = { due: clock.now() + delay, run };
		timer = clock.setTimeout(run, delay);
	};

	const receive = (incoming: IncomingFrame): void => {
		heartbeat?.heard();
		switch (incoming.kind) {
			case 'bad':
				onBadFrame(incoming.reason);
				return;
			case 'unknown':
				advance(incoming.frame.offset);
				return;
			case 'event':
				if (machine.state !== 'connected') return;
				if (incoming.frame.offset === undefined) onMoment(incoming.frame);
				else advance(incoming.frame.offset, incoming.frame);
				return;
			case 'system':
				if (incoming.type === 'heartbeat') {
					send('heartbeat-ack', {});
					// What was not for this page counts as seen, so that a later resume asks for less.
					advance(incoming.payload.offset);
				}
				if (incoming.type === 'error') onRefused(incoming.payload);
				if (incoming.type === 'authenticated') accept(incoming.payload, incoming.timestamp);
		}
	};

	const advance = (offset: number | undefined, frame?: RealtimeFrame): void => {
		if (machine.state !== 'connected' || offset === undefined || position === null || offset <= position.offset) return;
		const { epoch, offset: after } = position;
		position = { epoch, offset };
		onEntry({ epoch, after, offset, ...(frame !== undefined && { frame }) });
	};

	const accept = (
		{ epoch, offset, resumed, heartbeatInterval, expiresAt }: Authenticated,
		serverTime: string,
	): void => {
		renewal.schedule({ expiresAt, serverTime });
		// The answer to a token renewed in place: the stream goes on where it is.
		if (machine.state !== 'authenticating') return;
		clock.clearTimeout(timer);
		transports.succeeded();
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
		if (transports.kind === 'event-stream') probeTimer = clock.setTimeout(() => void probe(), times.retrySocketAfter);
		const start = position;
		machine.move('connected');
		// Whoever heard of the change may have ended the connection.
		if (socket === null) return;
		onAccepted(start, missed);
		teller.tell(wishes());
	};

	/** An event stream cannot say anything: once sockets work again, one takes over. */
	const probe = async (): Promise<void> => {
		const current = generation;
		const works = await transports.probeSocket();
		if (current !== generation) return;
		if (works) reopen();
		else probeTimer = clock.setTimeout(() => void probe(), times.retrySocketAfter);
	};

	const reopen = (): void => {
		if (machine.state !== 'connected') return;
		release(1000);
		machine.move('reconnecting');
		machine.move('connecting');
		void open();
	};

	return {
		open: () => void open(),
		close() {
			release(1000);
			position = null;
			attempt = 0;
			connectedAt = null;
			renewedAfterRefusal = false;
		},
		reopen,
		tellWishes() {
			if (machine.state === 'connected' && socket !== null) teller.tell(wishes());
		},
		nudge() {
			if (retry !== null && clock.now() >= retry.due) retry.run();
		},
		get transport() {
			return transports.kind;
		},
	};
};
