import type { StreamPosition } from '@flotilla/contracts';
import type { EventRow } from '../database/schema.ts';
import type { Dispatcher } from './dispatcher.ts';
import type { EventLog } from './event-log.ts';

export interface ReplayStart extends StreamPosition {
	/** Whether every event after `offset` can still be sent. */
	resumed: boolean;
}

/** Brings a page from where it was to where the dispatcher is. */
export interface Replay {
	/** The newest event handed on. */
	readonly head: number;
	/** Where a new connection starts: at `resume` when nothing after it was forgotten, else at the newest event. */
	begin(resume: StreamPosition | undefined): Promise<ReplayStart>;
	/** Where a connection is that only renews its token. */
	continueFrom(offset: number): Promise<ReplayStart>;
	/**
	 * Sends events until none is left between the page and the dispatcher. `caughtUp` is called in
	 * the very tick in which that was seen, so that no event falls between the two. What `send`
	 * returns is awaited: a long replay goes at the pace of its reader.
	 */
	catchUp(page: { from(): number; send(event: EventRow): Promise<void> | undefined; caughtUp(): void }): Promise<void>;
}

const batchSize = 200;

export const createReplay = (events: EventLog, dispatcher: Pick<Dispatcher, 'head'>): Replay => ({
	get head() {
		return dispatcher.head;
	},
	async begin(resume) {
		const written = await events.position();
		const afresh = () => ({ epoch: written.epoch, offset: dispatcher.head, resumed: false });
		if (resume === undefined || resume.epoch !== written.epoch) return afresh();
		if (resume.offset < 0 || resume.offset > written.offset) return afresh();
		if (resume.offset === written.offset) return { ...resume, resumed: true };
		const oldest = await events.oldestOffset();
		const isComplete = oldest !== null && oldest <= resume.offset + 1;
		return isComplete ? { ...resume, resumed: true } : afresh();
	},
	async continueFrom(offset) {
		const { epoch } = await events.position();
		return { epoch, offset, resumed: true };
	},
	async catchUp({ from, send, caughtUp }) {
		while (from() < dispatcher.head) {
			const batch = await events.readAfter(from(), batchSize);
			for (const event of batch) await send(event);
			if (batch.length === 0) break;
		}
		caughtUp();
	},
});
