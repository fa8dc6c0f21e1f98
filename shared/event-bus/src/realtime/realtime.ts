import {
	type ConnectionState,
	type RealtimeFrame,
	type Room,
	type StreamPosition,
	type TabWishes,
	type Topic,
	topicsOf,
} from '@flotilla/contracts';
import { endWithSignal } from '../bus/end-with-signal.ts';
import type { SubscribeOptions, Unsubscribe } from '../bus/event-bus.ts';
import { createBrowserTabChannel } from '../bus/tab-channel.ts';
import { systemClock } from './clock.ts';
import { createConnection } from './connection.ts';
import { createConnectionState } from './connection-state.ts';
import type { TabLocks } from './leader-election.ts';
import { browserNetworkStatus } from './network-status.ts';
import { createPresence, type Presence } from './presence.ts';
import { createPresenceMemory } from './presence-memory.ts';
import { isServerEvent } from './read-frame.ts';
import type { RealtimeOptions } from './realtime-options.ts';
import { createReceiver } from './receiver.ts';
import { createBrowserSocket } from './socket.ts';
import type { TabSharing } from './tab-sharing.ts';
import { createTransports } from './transports.ts';
import { createWishes, joinWishes } from './wishes.ts';

export type { RealtimeOptions } from './realtime-options.ts';

export interface ConnectOptions {
	/** Everything after this event is raised. Default: everything that happens once the connection stands. */
	resumeFrom?: StreamPosition | undefined;
	/**
	 * Who is signed in: all tabs of this browser that name the same person share one connection.
	 * Default: this tab has one of its own.
	 */
	sharedBy?: string | undefined;
}

/** Feeds the bus with the events of the server. */
export interface Realtime {
	readonly state: ConnectionState;
	/** The last event seen; null before the first connection and after `disconnect`. */
	readonly position: StreamPosition | null;
	/** Frames dropped because they could not be read. */
	readonly badFrameCount: number;
	/** Whether this tab has a connection of its own or for all, or follows another's; null while disconnected. */
	readonly role: 'alone' | 'leader' | 'follower' | null;
	/** How this tab is connected: its own wire, or another tab's connection; null while it is not. */
	readonly transport: 'websocket' | 'event-stream' | 'other-tab' | null;
	/** The topics and rooms that this tab asked for. */
	readonly wishes: TabWishes;
	/** Connects and stays connected, through drops and token renewals, until `disconnect` or the session's end. */
	connect(options?: ConnectOptions): void;
	/**
	 * Ends the connection with all its timers and listeners, and forgets its place in the stream:
	 * whoever caches has to fetch again after a later `connect`. What is followed stays asked for.
	 */
	disconnect(): void;
	onStateChange(callback: (to: ConnectionState, from: ConnectionState) => void): Unsubscribe;
	/**
	 * Follows a topic (docs/api.md) until the last who asked for it has ended; subscribe first, then
	 * fetch. It may be called at any time, connected or not. Throws `RealtimeError`.
	 */
	subscribe(topic: Topic, options?: SubscribeOptions): Unsubscribe;
	/** A room, e.g. `users:<id>`: who else is there. Needs a socket: over the event stream nothing is told. */
	presence(room: Room): Presence;
}

/**
 * The connection of a page, its own or shared with other tabs. Raises `realtime:state-changed` at
 * every change of state, `realtime:resync-required` when events were missed for good, and every server
 * event in order, once. Events that came while `connect` had not been called are not raised later.
 */
export const createRealtime = (options: RealtimeOptions): Realtime => {
	const {
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
		onRefused = () => {},
		follow = 'everything',
		maximumTopics = 100,
		maximumRooms = 20,
		streamUrl,
		fetch = (request) => globalThis.fetch(request),
		fallbackAfter = 2,
		retrySocketAfter = 300_000,
		leaderLease = 3000,
		replayBuffer = 256,
		maximumRewind = 1000,
	} = options;
	const ownEvents = bus.from('realtime');
	const listeners = new Set<(to: ConnectionState, from: ConnectionState) => void>();
	let badFrameCount = 0;
	let sharing: TabSharing | null = null;
	/** Told apart from its successors, a connection that is given up while its parts are fetched is not opened. */
	let connects = 0;

	const machine = createConnectionState((to, from) => {
		sharing?.stateChanged(to);
		for (const listener of [...listeners]) listener(to, from);
		ownEvents.emit('realtime:state-changed', { from, to });
	});

	const memory = createPresenceMemory();
	const wishes = createWishes({
		maximumTopics,
		maximumRooms,
		onChange() {
			memory.keepOnly([wishes.current, ...(sharing?.wishes ?? [])]);
			if (sharing === null) connection.tellWishes();
			else sharing.wishesChanged();
		},
	});
	const allWishes = () => joinWishes([wishes.current, ...(sharing?.wishes ?? [])], { maximumTopics, maximumRooms });

	const publish = ({ type, id, payload, source = 'server', timestamp }: RealtimeFrame): void => {
		// Frames of other tabs, too: none of them can pretend that a person signed out.
		if (isServerEvent(type)) bus.publish({ name: type, payload, source, id, timestamp });
	};
	const isWanted = ({ type, payload }: RealtimeFrame): boolean =>
		follow === 'everything' || topicsOf(type, payload).some((topic) => wishes.current.topics.includes(topic));
	const takeMoment = (frame: RealtimeFrame): void => {
		memory.note(frame);
		publish(frame);
	};

	const receiver = createReceiver({
		replayBuffer,
		raise: (frame) => isWanted(frame) && publish(frame),
		resync: () =>
			ownEvents.emit('realtime:resync-required', {
				reason: 'The event log no longer reaches back to the last event seen.',
			}),
	});

	const connection = createConnection({
		machine,
		transports: createTransports({
			createSocket,
			url,
			clock,
			fallbackAfter,
			retrySocketAfter,
			loadEventStream:
				streamUrl === undefined
					? undefined
					: async () => {
							const { createEventStreamSocket } = await import('./event-stream-socket.ts');
							return () => createEventStreamSocket({ url: streamUrl, fetch });
						},
		}),
		getToken,
		renewToken,
		clock,
		random,
		network,
		times: { reconnectBaseDelay, reconnectMaximumDelay, stableAfter, openTimeout, renewBefore, retrySocketAfter },
		followsEverything: follow === 'everything',
		wishes: allWishes,
		resumeFrom: () => (sharing === null ? receiver.position : sharing.resumeFrom()),
		onAccepted(position, missed) {
			sharing?.accepted(position, missed);
			if (missed || receiver.position === null) receiver.reset(position);
		},
		onEntry(entry) {
			sharing?.relay(entry);
			receiver.take(entry);
		},
		onMoment(frame) {
			sharing?.relayMoment(frame);
			takeMoment(frame);
		},
		onSessionOver: () => disconnect(),
		onBadFrame(reason) {
			badFrameCount += 1;
			onBadFrame?.(reason, badFrameCount);
		},
		onRefused,
	});

	/**
	 * Shares the connection with the person's other tabs. What that takes is fetched now and not with
	 * the page; where it cannot be had, or the browser has not what it needs, this tab is on its own.
	 */
	const share = async (userId: string): Promise<void> => {
		const current = ++connects;
		const name = `flotilla.realtime.${userId}`;
		const locks = tabLocks(options);
		const started =
			locks === undefined
				? undefined
				: await import(/* webpackChunkName: "soon-signed-in" */ './tab-sharing.ts').catch(() => undefined);
		if (current !== connects) return;
		const createChannel = 'createChannel' in options ? options.createChannel : createBrowserTabChannel;
		const channel = started === undefined ? undefined : createChannel?.(name);
		if (locks === undefined || started === undefined || channel === undefined) {
			connection.open();
			return;
		}
		sharing = started.createTabSharing({
			name,
			channel,
			locks,
			lifecycle: options.lifecycle ?? started.browserLifecycle,
			clock,
			random,
			machine,
			connection,
			receiver,
			memory,
			ownWishes: () => wishes.current,
			onMoment: takeMoment,
			leaderLease,
			maximumRewind,
		});
	};

	const isDown = (): boolean => machine.state === 'disconnected' || machine.state === 'closing';

	const disconnect = (): void => {
		if (isDown()) return;
		connects += 1;
		machine.move('closing');
		sharing?.stop();
		sharing = null;
		connection.close();
		receiver.start(null);
		memory.clear();
		machine.move('disconnected');
	};

	return {
		get state() {
			return machine.state;
		},
		get position() {
			return receiver.position;
		},
		get badFrameCount() {
			return badFrameCount;
		},
		get role() {
			if (isDown()) return null;
			if (sharing === null) return 'alone';
			return sharing.leads ? 'leader' : 'follower';
		},
		get transport() {
			if (machine.state !== 'connected') return null;
			return sharing?.leads === false ? 'other-tab' : connection.transport;
		},
		get wishes() {
			return wishes.current;
		},
		connect({ resumeFrom, sharedBy } = {}) {
			if (machine.state !== 'disconnected') return;
			receiver.start(resumeFrom ?? null);
			machine.move('connecting');
			// Whoever heard of the change may have ended it.
			if (isDown()) return;
			if (sharedBy === undefined) connection.open();
			else void share(sharedBy);
		},
		disconnect,
		onStateChange(callback) {
			listeners.add(callback);
			return () => listeners.delete(callback);
		},
		subscribe(topic, { signal } = {}) {
			if (signal?.aborted) return () => {};
			return endWithSignal(wishes.follow(topic), signal);
		},
		presence: createPresence({ bus, wishes, memory }),
	};
};

const tabLocks = (options: RealtimeOptions): TabLocks | undefined =>
	'locks' in options || typeof globalThis.window === 'undefined' ? options.locks : globalThis.navigator.locks;
