import type { closeCodes } from '@flotilla/contracts';
import type { Clock } from '../clock.ts';

/** A socket or a stream. */
interface Kept {
	/** Called now and then with the time, in milliseconds since 1970: for heartbeats and ends. */
	tick(now: number): void;
	close(reason: keyof typeof closeCodes): void;
}

/** Something whose writes are held together until `release`. */
interface Held {
	release(): void;
}

/** All sockets and streams of this server, also those that have not said yet whose they are. */
export interface Outlets {
	add(outlet: Kept): void;
	remove(outlet: Kept): void;
	/** Releases it with the next `flush`, at the latest at the end of this turn. */
	hold(writer: Held): void;
	flush(): void;
	closeAll(reason: keyof typeof closeCodes): void;
	stop(): void;
}

export interface OutletsOptions {
	clock: Clock;
	/** Milliseconds between ticks: one timer for all, where two for each would be most of what a socket costs. */
	tickInterval: number;
}

export const createOutlets = ({ clock, tickInterval }: OutletsOptions): Outlets => {
	const open = new Set<Kept>();
	let held: Held[] = [];
	let scheduled = false;

	const timer = setInterval(() => {
		const now = clock.now();
		for (const outlet of open) outlet.tick(now);
		flush();
	}, tickInterval);

	const flush = () => {
		scheduled = false;
		const released = held;
		held = [];
		for (const writer of released) writer.release();
	};

	return {
		add: (outlet) => open.add(outlet),
		remove: (outlet) => open.delete(outlet),
		hold(writer) {
			held.push(writer);
			if (scheduled) return;
			scheduled = true;
			process.nextTick(flush);
		},
		flush,
		closeAll(reason) {
			for (const outlet of [...open]) outlet.close(reason);
		},
		stop: () => clearInterval(timer),
	};
};
