import type { RealtimeFrame, StreamEntry, StreamPosition } from '@flotilla/contracts';

export interface ReceiverOptions {
	/** Called with each event once, in the order of the log. */
	raise(frame: RealtimeFrame): void;
	/** Called when events were missed for good. */
	resync(): void;
	/** How many of the last entries are kept for other tabs that missed some. */
	replayBuffer: number;
}

/**
 * One tab's place in the event log. Takes entries from its own connection or from another tab's,
 * late, doubled and out of order: each says which stretch of the log it covers, so what was seen
 * before is dropped and a hole is noticed.
 */
export interface Receiver {
	/** Null: begins with whatever comes first. */
	readonly position: StreamPosition | null;
	start(position: StreamPosition | null): void;
	/** `hole`: there is something between the place of this tab and the entry, which was not taken. */
	take(entry: StreamEntry): 'taken' | 'seen' | 'hole';
	/** The log cannot be had before `position`; whoever was not there yet has missed something. */
	reset(position: StreamPosition): void;
	/** What follows `from`, up to the place of this tab; null when not all of it is kept. */
	after(from: StreamPosition): readonly StreamEntry[] | null;
}

export const createReceiver = ({ raise, resync, replayBuffer }: ReceiverOptions): Receiver => {
	let position: StreamPosition | null = null;
	/** Without gaps, the last one ends at `position`. */
	let kept: StreamEntry[] = [];

	return {
		get position() {
			return position;
		},
		start(from) {
			position = from;
			kept = [];
		},
		take(entry) {
			const { epoch, after, offset, frame } = entry;
			position ??= { epoch, offset: after };
			if (epoch !== position.epoch) return 'hole';
			if (offset <= position.offset) return 'seen';
			if (after > position.offset) return 'hole';
			kept.push(after === position.offset ? entry : { ...entry, after: position.offset });
			if (kept.length > replayBuffer) kept.shift();
			// Before it is raised: a handler may ask for the place, or even take more.
			position = { epoch, offset };
			if (frame !== undefined) raise(frame);
			return 'taken';
		},
		reset(to) {
			const from = position;
			if (from !== null && from.epoch === to.epoch && from.offset >= to.offset) return;
			position = to;
			kept = [];
			if (from !== null) resync();
		},
		after(from) {
			if (position === null || from.epoch !== position.epoch) return null;
			if (from.offset >= position.offset) return [];
			const [oldest] = kept;
			if (oldest === undefined || oldest.after > from.offset) return null;
			return kept.filter(({ offset }) => offset > from.offset);
		},
	};
};
