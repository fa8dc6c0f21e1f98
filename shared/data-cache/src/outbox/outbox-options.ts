import type { Clock } from '@flotilla/event-bus';
import type { Operation } from './operation.ts';
import type { OutboxChannel } from './outbox-channel.ts';
import type { OutboxLimits } from './outbox-limits.ts';
import type { ReplayLocks } from './replay-lock.ts';
import type { OutboxStep, ReplayTiming, SendOperation } from './replayer.ts';

export interface OutboxOptions extends ReplayTiming {
	/** Nobody else's outbox is looked at. */
	userId: string;
	send: SendOperation;
	/** The version of what an operation is about, as it is now; to keep one's own change in a conflict. */
	readVersion(operation: Operation): Promise<number>;
	/** Name of the database. Default: `flotilla.outbox.` and the user's id. */
	database?: string;
	/** Default: `navigator.locks`; undefined where there are none. */
	locks?: ReplayLocks | undefined;
	/** Default: a `BroadcastChannel`. */
	createChannel?: (name: string) => OutboxChannel;
	/** Default: the system's. */
	clock?: Clock;
	/** From 0 up to, not including, 1. Default `Math.random`. */
	random?: () => number;
	/** Nothing is sent while it is not online. Default: the browser's word. */
	network?: { isOnline(): boolean; onOnline(callback: () => void): () => void };
	limits?: OutboxLimits;
	/** Awaited after every step; a test kills the page there. */
	onStep?: (step: OutboxStep, operation: Operation) => unknown;
	/** Told of what went wrong in the background, e.g. a database that was taken away. Default `reportError`. */
	onFault?: (error: unknown) => void;
}
