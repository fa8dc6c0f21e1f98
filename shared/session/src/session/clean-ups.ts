import type { Clock } from './clock.ts';
import type { SessionEndReason } from './session-state.ts';

/** A session that is over. */
export interface EndedSession {
	/** Null when it was not known yet whose it was: whatever there is has to go. */
	userId: string | null;
	reason: SessionEndReason;
}

/** Wipes what one part of the page keeps of a person. */
export type CleanUp = (ended: EndedSession) => void | Promise<void>;

export interface CleanUps {
	add(cleanUp: CleanUp): () => void;
	/** Starts them all side by side; one that fails is reported and stops no other. */
	run(ended: EndedSession): void;
	/** Null when none is under way. */
	underWay(): Promise<void> | null;
	clear(): void;
}

interface Options {
	clock: Clock;
	/** Milliseconds after which one that hangs is no longer waited for. */
	timeout: number;
	onFailed(error: unknown): void;
}

export const createCleanUps = ({ clock, timeout, onFailed }: Options): CleanUps => {
	const cleanUps = new Set<CleanUp>();
	let running: Promise<void> | null = null;

	const start = async (cleanUp: CleanUp, ended: EndedSession): Promise<void> => {
		try {
			await cleanUp(ended);
		} catch (error) {
			onFailed(error);
		}
	};

	return {
		add(cleanUp) {
			cleanUps.add(cleanUp);
			return () => cleanUps.delete(cleanUp);
		},
		run(ended) {
			if (cleanUps.size === 0) return;
			let timer: unknown;
			const expiry = new Promise<void>((resolve) => {
				timer = clock.setTimeout(() => {
					onFailed(new Error(`What a session left behind was not cleaned up within ${timeout} ms.`));
					resolve();
				}, timeout);
			});
			const work = Promise.all([running, ...[...cleanUps].map((cleanUp) => start(cleanUp, ended))]);
			const current = Promise.race([work, expiry]).then(() => {
				clock.clearTimeout(timer);
				if (running === current) running = null;
			});
			running = current;
		},
		underWay: () => running,
		clear: () => cleanUps.clear(),
	};
};
