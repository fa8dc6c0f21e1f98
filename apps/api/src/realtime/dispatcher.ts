import type { Log } from '@flotilla/server';
import type { EventRow } from '../database/schema.ts';
import type { EventLog } from './event-log.ts';

/** Hands every event on, in the order of the log, once. */
export interface Dispatcher {
	/** The offset of the last event handed on. */
	readonly head: number;
	/** Looks for new events soon. */
	wake(): void;
	/** Stops and waits for the look that is under way. */
	stop(): Promise<void>;
}

export interface DispatcherOptions {
	log: Log;
	events: EventLog;
	/** Where to begin: events up to here are never handed on. */
	offset: number;
	deliver(event: EventRow): void;
	/** Called when what was delivered is to leave, before others get their turn. */
	flush(): void;
	/** Milliseconds, see `Settings.eventPollInterval`. */
	pollInterval: number;
}

const batchSize = 500;
/** Events of this node's own writes that wait to be handed on; past them the log is read as for anybody else's. */
const maximumGiven = 1000;
/** Events delivered in one go: sockets get them in one write, and their buffers time to empty before the next. */
const chunkSize = 32;

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

export const createDispatcher = ({
	log,
	events,
	offset,
	deliver,
	flush,
	pollInterval,
}: DispatcherOptions): Dispatcher => {
	let head = offset;
	let stopped = false;
	let wanted = false;
	let looking: Promise<void> | undefined;
	/** What this node wrote itself and need not be read again, unless another node's event came before it. */
	let given: EventRow[] = [];

	const handOn = async (batch: readonly EventRow[]) => {
		for (let start = 0; start < batch.length && !stopped; start += chunkSize) {
			if (start > 0) await nextTurn();
			for (const event of batch.slice(start, start + chunkSize)) {
				head = event.offset;
				deliver(event);
			}
			flush();
		}
	};

	/** What was given, if nothing is missing between it and what was handed on last. */
	const takeGiven = (): EventRow[] | undefined => {
		const next = given.filter((event) => event.offset > head).sort((one, other) => one.offset - other.offset);
		given = [];
		const isComplete = next.length > 0 && next.every((event, index) => event.offset === head + 1 + index);
		return isComplete ? next : undefined;
	};

	const look = async () => {
		while (wanted && !stopped) {
			wanted = false;
			const own = takeGiven();
			const batch = own ?? (await events.readAfter(head, batchSize));
			await handOn(batch);
			if (own === undefined && batch.length === batchSize) wanted = true;
		}
	};

	const wake = () => {
		wanted = true;
		looking ??= look()
			.catch((error: unknown) => log.error({ err: error }, 'events could not be read'))
			.finally(() => {
				looking = undefined;
				// A wake between the loop's last look and now would otherwise be lost.
				if (wanted && !stopped) setImmediate(wake);
			});
	};

	const unsubscribe = events.onAppended((rows) => {
		if (given.length < maximumGiven) given.push(...rows);
		wake();
	});
	const poll = pollInterval > 0 ? setInterval(wake, pollInterval) : undefined;

	return {
		get head() {
			return head;
		},
		wake,
		async stop() {
			stopped = true;
			unsubscribe();
			clearInterval(poll);
			await looking;
		},
	};
};
