import {
	type ConnectionState,
	type RealtimeFrame,
	type StreamEntry,
	type StreamPosition,
	type TabMessage,
	type TabWishes,
	tabMessage,
} from '@flotilla/contracts';
import type { Unsubscribe } from '../bus/event-bus.ts';
import type { TabChannel } from '../bus/tab-channel.ts';
import type { Clock } from './clock.ts';
import type { Connection } from './connection.ts';
import type { ConnectionStateMachine } from './connection-state.ts';
import { createLeaderElection, type TabLocks } from './leader-election.ts';
import { createLeaseWatch } from './lease-watch.ts';
import type { PageLifecycle } from './page-lifecycle.ts';
import type { PresenceMemory } from './presence-memory.ts';
import type { Receiver } from './receiver.ts';
import { createTabRoster } from './tab-roster.ts';

export { browserLifecycle } from './page-lifecycle.ts';

export interface TabSharingOptions {
	/** Of the lock; the channel has been opened under the same one. */
	name: string;
	channel: TabChannel;
	locks: TabLocks;
	lifecycle: PageLifecycle;
	clock: Clock;
	random: () => number;
	machine: ConnectionStateMachine;
	connection: Connection;
	receiver: Receiver;
	ownWishes: () => TabWishes;
	/** What is in no log came from the tab that leads. */
	onMoment(frame: RealtimeFrame): void;
	memory: Pick<PresenceMemory, 'of'>;
	/** Milliseconds without a sign of life after which a visible tab takes the lead. */
	leaderLease: number;
	/** Events that the leader fetches again from the server for a tab that missed them. */
	maximumRewind: number;
}

/**
 * One tab's part in sharing a connection: the leader has it and passes on what comes in, the others
 * follow. Each tab keeps its own place, and what passes between them says which stretch of the log it
 * covers; so neither a change of leader nor two of them at a time can lose, double or reorder an event.
 */
export interface TabSharing {
	readonly leads: boolean;
	/** Of the other tabs. */
	readonly wishes: readonly TabWishes[];
	wishesChanged(): void;
	/** The lowest place of those that wait, if the log is to be read again for them; else this tab's. */
	resumeFrom(): StreamPosition | null;
	accepted(position: StreamPosition, missed: boolean): void;
	relay(entry: StreamEntry): void;
	relayMoment(frame: RealtimeFrame): void;
	stateChanged(state: ConnectionState): void;
	stop(): void;
}

/** Milliseconds between two questions whether the leader is there. */
const pingInterval = 500;
/** Milliseconds between two calls of the roll; a tab that misses two is forgotten with what it wished. */
const rollInterval = 15_000;
/** Milliseconds after which a replay that did not come is asked for again. */
const replayTimeout = 1_000;
/** Milliseconds between two rewinds; whoever needs one in between has to fetch again. */
const rewindInterval = 10_000;

export const createTabSharing = (options: TabSharingOptions): TabSharing => {
	const { channel, lifecycle, clock, machine, connection, receiver, ownWishes, maximumRewind } = options;
	const self = crypto.randomUUID();
	const roster = createTabRoster(() => clock.now());
	/** False while the browser has put this tab aside. */
	let active = false;
	let leads = false;
	let leader: string | null = null;
	let term = 0;
	let rollTimer: unknown;
	let replayAskedAt: number | null = null;
	let rewoundAt = Number.NEGATIVE_INFINITY;

	const post = (message: TabMessage): void => channel.postMessage(message);
	const sayHello = (): void => post({ type: 'hello', tab: self, position: receiver.position, wishes: ownWishes() });
	const sayLead = (roll: boolean): void =>
		post({ type: 'lead', tab: self, term, state: machine.state, position: receiver.position, roll });

	const askReplay = (): void => {
		const { position } = receiver;
		if (leads || position === null) return;
		if (replayAskedAt !== null && clock.now() - replayAskedAt < replayTimeout) return;
		replayAskedAt = clock.now();
		post({ type: 'replay', tab: self, from: position });
	};

	const election = createLeaderElection({
		locks: options.locks,
		name: options.name,
		onElected() {
			leads = true;
			leader = self;
			term = Math.max(term + 1, clock.now());
			watch.stop();
			replayAskedAt = null;
			roster.served();
			if (machine.state === 'connected') machine.move('reconnecting');
			machine.move('connecting');
			sayLead(true);
			connection.open();
			callRoll();
		},
		onDeposed() {
			endLead();
			machine.move('reconnecting');
			sayHello();
			watch.start();
		},
	});

	const watch = createLeaseWatch({
		clock,
		random: options.random,
		lifecycle,
		interval: pingInterval,
		lease: options.leaderLease,
		ask: () => post({ type: 'ping', tab: self }),
		onSilent: election.steal,
	});

	const callRoll = (): void => {
		rollTimer = clock.setTimeout(() => {
			if (roster.forgetSilent(clock.now() - 2 * rollInterval)) connection.tellWishes();
			if (roster.size > 0) sayLead(true);
			callRoll();
		}, rollInterval);
	};

	const endLead = (): void => {
		leads = false;
		leader = null;
		clock.clearTimeout(rollTimer);
		connection.close();
	};

	const enter = (): void => {
		if (active) return;
		active = true;
		sayHello();
		watch.start();
		election.campaign();
	};

	const leave = (): void => {
		if (!active) return;
		active = false;
		watch.stop();
		if (leads) endLead();
		// After the connection is let go, so that the next leader's comes second.
		election.resign();
		post({ type: 'bye', tab: self });
	};

	/** Followers know three states: the steps of opening are the leader's own affair. */
	const mirror = (state: ConnectionState): void => {
		if (state === 'connected' || state === 'reconnecting') machine.move(state);
		else if (state === 'connecting' || state === 'authenticating') machine.move('connecting');
	};

	const followLeader = (message: Extract<TabMessage, { type: 'lead' }>): void => {
		if (message.term < term || leads) return;
		const isNew = message.tab !== leader;
		({ term, tab: leader } = message);
		watch.heard();
		mirror(message.state);
		if (isNew) replayAskedAt = null;
		if (isNew || message.roll) sayHello();
		const { position } = receiver;
		if (message.position === null) return;
		if (position === null) receiver.reset(message.position);
		else if (position.epoch !== message.position.epoch || position.offset < message.position.offset) askReplay();
	};

	/** From the kept entries, from the server's log, or not at all. */
	const serveReplay = (tab: string, from: StreamPosition): void => {
		const kept = receiver.after(from);
		const { position } = receiver;
		if (kept !== null) post({ type: 'entries', tab: self, to: tab, entries: [...kept] });
		else if (machine.state !== 'connected') roster.waitsFor(tab, from);
		else if (position !== null) {
			if (isWithinRewind(from, position) && clock.now() - rewoundAt >= rewindInterval) {
				rewoundAt = clock.now();
				roster.waitsFor(tab, from);
				connection.reopen();
			} else post({ type: 'reset', tab: self, to: tab, position });
		}
	};

	const isWithinRewind = (from: StreamPosition, position: StreamPosition): boolean =>
		from.epoch === position.epoch && position.offset - from.offset <= maximumRewind;

	const take = (entries: readonly StreamEntry[]): void => {
		for (const entry of entries) {
			if (receiver.take(entry) !== 'hole') continue;
			askReplay();
			return;
		}
	};

	const receive = (message: TabMessage): void => {
		if (message.tab === leader) watch.heard();
		switch (message.type) {
			case 'hello':
				roster.heard(message.tab, message.wishes);
				if (!leads) return;
				if (message.position !== null && machine.state !== 'connected') roster.waitsFor(message.tab, message.position);
				sayLead(false);
				connection.tellWishes();
				for (const frame of options.memory.of(message.wishes.topics)) post({ type: 'moment', tab: self, frame });
				return;
			case 'bye':
				if (roster.left(message.tab) && leads) connection.tellWishes();
				if (message.tab === leader && !leads) {
					leader = null;
					if (machine.state === 'connected') machine.move('reconnecting');
				}
				return;
			case 'ping':
				if (!leads) return;
				connection.nudge();
				sayLead(false);
				return;
			case 'lead':
				followLeader(message);
				return;
			case 'entries':
				if (message.to !== undefined && message.to !== self) return;
				if (message.to === self) replayAskedAt = null;
				take(message.entries);
				return;
			case 'moment':
				options.onMoment(message.frame);
				return;
			case 'reset':
				if (message.to !== undefined && message.to !== self) return;
				replayAskedAt = null;
				if (!leads) receiver.reset(message.position);
				return;
			case 'replay':
				if (leads) serveReplay(message.tab, message.from);
		}
	};

	channel.onmessage = ({ data }) => {
		if (!active) return;
		// Another tab may run another version: what it says is checked.
		const parsed = tabMessage.safeParse(data);
		if (parsed.success) receive(parsed.data);
	};

	const ends: Unsubscribe[] = [
		lifecycle.onSuspend(() => {
			if (!active) return;
			leave();
			machine.move('reconnecting');
		}),
		lifecycle.onResume(enter),
	];
	enter();

	return {
		get leads() {
			return leads;
		},
		get wishes() {
			return roster.wishes;
		},
		wishesChanged() {
			if (!active) return;
			if (leads) connection.tellWishes();
			else sayHello();
		},
		resumeFrom() {
			const own = receiver.position;
			const others = roster.waiting.filter((place) => own === null || isWithinRewind(place, own));
			return [own, ...others].reduce(
				(lowest, place) => (lowest === null || (place !== null && place.offset < lowest.offset) ? place : lowest),
				null,
			);
		},
		accepted(position, missed) {
			roster.served();
			if (missed) post({ type: 'reset', tab: self, position });
		},
		relay: (entry) => post({ type: 'entries', tab: self, entries: [entry] }),
		relayMoment: (frame) => post({ type: 'moment', tab: self, frame }),
		stateChanged() {
			if (leads && active) sayLead(false);
		},
		stop() {
			for (const end of ends) end();
			leave();
			channel.onmessage = null;
			channel.close();
		},
	};
};
