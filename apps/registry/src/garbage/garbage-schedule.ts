import type { Log } from '@flotilla/server';
import type { Kysely } from 'kysely';
import type { RegistrySchema } from '../database/schema.ts';
import { runAgain } from '../run-again.ts';
import type { CollectedGarbage } from './collected-garbage.ts';
import type { CollectOptions, GarbageCollector } from './garbage-collector.ts';

/** Its name in the list of collections. */
export const garbageScheduleName = 'gc-schedule';

export type CollectionLimits = Pick<CollectOptions, 'keepDays' | 'keepUploadHours' | 'graceMinutes'>;

export interface GarbageSchedule {
	/**
	 * Collects if it is time; `null` when it is not, or another node has begun. A node that is killed in the middle leaves
	 * the rest for the next time.
	 */
	run(): Promise<CollectedGarbage | null>;
	/** Looks again and again whether it is time, until the returned function is called. */
	start(): () => Promise<void>;
}

export interface GarbageScheduleOptions {
	database: Kysely<RegistrySchema>;
	collector: GarbageCollector;
	log: Log;
	/** Milliseconds between two collections. Default a day. */
	interval?: number;
	limits: CollectionLimits;
	/** Milliseconds since 1970. Default `Date.now`. */
	now?: () => number;
}

/** Milliseconds after which a node looks whether it is time, at the latest: another one may have ended. */
const longestWait = 600_000;

const inWords = (interval: number): string =>
	interval < 3_600_000 ? `${Math.round(interval / 60_000)} minutes` : `${Math.round(interval / 3_600_000)} hours`;

/** Garbage is collected by itself: by one of the nodes, whichever looks first when it is time. */
export const createGarbageSchedule = ({
	database,
	collector,
	log,
	interval = 86_400_000,
	limits,
	now = () => Date.now(),
}: GarbageScheduleOptions): GarbageSchedule => {
	/** Whoever changes the row does it; all others see that it is not time. */
	const begin = async (): Promise<boolean> => {
		const instant = now();
		const begun = await database
			.updateTable('schedules')
			.set({ begun_at: new Date(instant) })
			.where('name', '=', 'gc')
			.where('begun_at', '<=', new Date(instant - interval))
			.executeTakeFirst();
		return begun.numUpdatedRows > 0n;
	};

	const run = async (): Promise<CollectedGarbage | null> => {
		if (!(await begin())) return null;
		const collected = await collector.collect({
			...limits,
			actor: garbageScheduleName,
			reason: `By itself, every ${inWords(interval)}.`,
			dryRun: false,
		});
		const { builds, compositions, ...counts } = collected;
		log.info({ ...counts, builds: builds.length, compositions: compositions.length }, 'garbage was collected');
		return collected;
	};

	return {
		run,
		start: () =>
			runAgain({
				run: async () => {
					await run();
				},
				interval: Math.min(interval, longestWait),
				onError: (error) => log.error({ err: error }, 'garbage could not be collected'),
			}),
	};
};
