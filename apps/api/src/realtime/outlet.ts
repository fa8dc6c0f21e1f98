import type { closeCodes } from '@flotilla/contracts';
import type { OutgoingFrame } from './outgoing-frame.ts';

/** How what a follower gets reaches the person: a socket or a stream. */
export interface Outlet {
	/** Takes a frame. Ends itself when too much is waiting already. */
	write(frame: OutgoingFrame): void;
	/** Resolves when little is waiting to be read. Ends the outlet when that takes too long. */
	drained(): Promise<void> | undefined;
	close(reason: keyof typeof closeCodes): void;
}
