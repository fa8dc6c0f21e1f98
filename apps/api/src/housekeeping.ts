import type { Log } from '@flotilla/server';

export interface Housekeeping {
	/** Runs every task now. */
	run(): Promise<void>;
	stop(): void;
}

/** Removes what is no longer needed. */
export interface HousekeepingTask {
	run(): Promise<void>;
	/** Milliseconds between rounds. Default ten minutes. */
	interval?: number;
}

export interface HousekeepingOptions {
	log: Log;
	tasks: readonly HousekeepingTask[];
}

const defaultInterval = 10 * 60 * 1000;

/**
 * Runs `tasks` one after the other, now and then; those with the same interval in one round. One that fails is logged
 * and does not stop the others.
 */
export const startHousekeeping = ({ log, tasks }: HousekeepingOptions): Housekeeping => {
	const round = async (some: readonly HousekeepingTask[]) => {
		for (const task of some) {
			await task.run().catch((error: unknown) => log.error({ err: error }, 'housekeeping failed'));
		}
	};
	const byInterval = Map.groupBy(tasks, ({ interval = defaultInterval }) => interval);
	const timers = [...byInterval].map(([interval, some]) => setInterval(() => round(some), interval));
	return {
		run: () => round(tasks),
		stop() {
			for (const timer of timers) clearInterval(timer);
		},
	};
};
