import type { Log } from '@flotilla/server';

export interface Housekeeping {
	/** Runs every task now. */
	run(): Promise<void>;
	stop(): void;
}

export interface HousekeepingOptions {
	log: Log;
	/** Each removes what is no longer needed. */
	tasks: readonly (() => Promise<void>)[];
	/** Milliseconds between rounds. Default ten minutes. */
	interval?: number;
}

/** Runs `tasks` one after the other, now and then. One that fails is logged and does not stop the others. */
export const startHousekeeping = ({ log, tasks, interval = 10 * 60 * 1000 }: HousekeepingOptions): Housekeeping => {
	const round = async () => {
		for (const task of tasks) {
			await task().catch((error: unknown) => log.error({ err: error }, 'housekeeping failed'));
		}
	};
	const timer = setInterval(round, interval);
	return { run: round, stop: () => clearInterval(timer) };
};
