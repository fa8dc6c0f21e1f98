import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '@flotilla/server';
import { type Kysely, sql } from 'kysely';
import type { Schema } from '../database/schema.ts';
import { UploadBusyError } from './upload-busy-error.ts';

export interface TakeLeaseOptions {
	/** Ends the waiting. */
	signal: AbortSignal;
	/** Another node took it over: this one seemed dead. Write nothing more. */
	onLost(): void;
}

/** Says to all nodes on one database that this one writes to an upload, for as long as it lives. */
export interface UploadLeases {
	/** Resolves with what ends the lease. Throws `UploadBusyError` when `signal` comes first. */
	take(id: string, options: TakeLeaseOptions): Promise<() => Promise<void>>;
}

export interface UploadLeasesOptions {
	database: Kysely<Schema>;
	log: Log;
	/** Seconds after which the lease of a killed node is free. Default 15. */
	duration?: number;
}

/** Milliseconds between two looks at a lease of another node. */
const pollInterval = 200;

export const createUploadLeases = ({ database, log, duration = 15 }: UploadLeasesOptions): UploadLeases => {
	const end = sql<Date>`now() + ${duration} * interval '1 second'`;

	const tryTake = async (id: string, holder: string): Promise<boolean> => {
		const taken = await database
			.updateTable('uploads')
			.set({ holder, held_until: end })
			.where('id', '=', id)
			.where((where) => where.or([where('holder', 'is', null), where('held_until', '<', sql<Date>`now()`)]))
			.returning('id')
			.executeTakeFirst();
		if (taken !== undefined) return true;
		// Finished or gone: there is nothing that two could write to.
		return (await database.selectFrom('uploads').select('id').where('id', '=', id).executeTakeFirst()) === undefined;
	};

	const renew = async (id: string, holder: string): Promise<boolean> => {
		const { numUpdatedRows } = await database
			.updateTable('uploads')
			.set({ held_until: end })
			.where('id', '=', id)
			.where('holder', '=', holder)
			.executeTakeFirst();
		return numUpdatedRows > 0n;
	};

	return {
		async take(id, { signal, onLost }) {
			const holder = randomUUID();
			while (!(await tryTake(id, holder))) {
				if (signal.aborted) throw new UploadBusyError(id);
				await sleep(pollInterval);
			}
			const renewal = setInterval(
				() =>
					renew(id, holder).then(
						(isOurs) => isOurs || onLost(),
						(error: unknown) => log.warn({ err: error, upload: id }, 'a lease could not be renewed'),
					),
				(duration * 1000) / 3,
			);
			return async () => {
				clearInterval(renewal);
				await database
					.updateTable('uploads')
					.set({ holder: null, held_until: null })
					.where('id', '=', id)
					.where('holder', '=', holder)
					.execute();
			};
		},
	};
};
