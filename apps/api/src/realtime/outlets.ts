import type { closeCodes } from '@flotilla/contracts';

interface Closable {
	close(reason: keyof typeof closeCodes): void;
}

/** Something whose writes are held together until `release`. */
interface Held {
	release(): void;
}

/** All sockets and streams of this server, also those that have not said yet whose they are. */
export interface Outlets {
	add(outlet: Closable): void;
	remove(outlet: Closable): void;
	/** Releases it with the next `flush`, at the latest at the end of this turn. */
	hold(writer: Held): void;
	flush(): void;
	closeAll(reason: keyof typeof closeCodes): void;
}

export const createOutlets = (): Outlets => {
	const open = new Set<Closable>();
	let held: Held[] = [];
	let scheduled = false;

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
	};
};
