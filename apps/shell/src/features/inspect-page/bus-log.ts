import type { EventBus, EventMessage } from '@flotilla/event-bus';

/** Events that are kept unless told otherwise. */
export const defaultMaximumEvents = 200;

/** Milliseconds between two times that listeners are told, however many events come. */
const tellingInterval = 100;

export interface BusEntry {
	/** Counts up by one an event. */
	readonly number: number;
	/** Milliseconds since 1970. */
	readonly at: number;
	readonly name: string;
	readonly source: string;
	readonly payload: unknown;
}

/** The last events of the page's bus, the newest first. */
export interface BusLog {
	/** The same list until something changes. */
	entries(): readonly BusEntry[];
	isPaused(): boolean;
	/** While it is paused, what comes is not kept. */
	pause(isPaused: boolean): void;
	clear(): void;
	/** How many are kept; the oldest go. */
	keepAtMost(maximum: number): void;
	subscribe(listener: () => void): () => void;
	/** Ends it. */
	stop(): void;
}

interface BusLogOptions {
	bus: Pick<EventBus, 'onAny'>;
	/** Default 200. */
	maximum?: number;
	/** Default `Date.now`. */
	now?: () => number;
}

export const createBusLog = ({
	bus,
	maximum = defaultMaximumEvents,
	now = () => Date.now(),
}: BusLogOptions): BusLog => {
	const listeners = new Set<() => void>();
	let entries: readonly BusEntry[] = [];
	let isPaused = false;
	let count = 0;
	let telling: ReturnType<typeof setTimeout> | undefined;

	const tell = (): void => {
		clearTimeout(telling);
		telling = undefined;
		for (const listener of [...listeners]) listener();
	};
	const take = ({ name, source, payload }: EventMessage): void => {
		if (isPaused) return;
		count += 1;
		entries = [{ number: count, at: now(), name, source, payload }, ...entries.slice(0, maximum - 1)];
		telling ??= setTimeout(tell, tellingInterval);
	};
	const end = bus.onAny(take);

	return {
		entries: () => entries,
		isPaused: () => isPaused,
		pause(next) {
			isPaused = next;
			tell();
		},
		clear() {
			entries = [];
			tell();
		},
		keepAtMost(next) {
			maximum = next;
			entries = entries.slice(0, maximum);
			tell();
		},
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		stop() {
			end();
			clearTimeout(telling);
			listeners.clear();
		},
	};
};

export interface BusFilter {
	/** A part of the event's name, in any case. */
	name: string;
	/** Empty for all. */
	source: string;
}

export const filterEvents = (entries: readonly BusEntry[], { name, source }: BusFilter): readonly BusEntry[] => {
	const text = name.trim().toLowerCase();
	return entries.filter(
		(entry) => entry.name.toLowerCase().includes(text) && (source === '' || entry.source === source),
	);
};

/** Who raised something, in order. */
export const sourcesOf = (entries: readonly BusEntry[]): string[] =>
	[...new Set(entries.map(({ source }) => source))].sort();
