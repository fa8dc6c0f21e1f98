import type { Beacon, Composition } from '@flotilla/contracts';
import { createHttpError } from '@flotilla/server';
import { type Kysely, sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { BeaconCount, RegistrySchema } from '../database/schema.ts';
import { vitalLimits, vitalNames } from '../vitals/vital.ts';
import { countVitals } from '../vitals/vitals-store.ts';

export interface BeaconStore {
	/**
	 * Adds what a page told to the sums of the hour. Which builds those are about its composition says, not the page.
	 * Throws `HttpError` NOT_FOUND for a composition that is not known, VALIDATION_FAILED for an app that is not in it.
	 */
	count(beacon: Beacon): Promise<void>;
}

export interface BeaconStoreOptions {
	database: Kysely<RegistrySchema>;
	/** Milliseconds since 1970. Default `Date.now`. */
	now?: () => number;
}

const rememberedCompositions = 50;

export const hourOf = (instant: number): Date => new Date(instant - (instant % 3_600_000));

export const createBeaconStore = ({ database, now = () => Date.now() }: BeaconStoreOptions): BeaconStore => {
	const compositions = new LRUCache<string, { channel: string; versions: ReadonlyMap<string, string> }>({
		max: rememberedCompositions,
	});
	const read = async (id: string) => {
		const remembered = compositions.get(id);
		if (remembered !== undefined) return remembered;
		const row = await database.selectFrom('compositions').select('content').where('id', '=', id).executeTakeFirst();
		if (row === undefined) throw createHttpError('NOT_FOUND', { message: `There is no composition ${id}.` });
		const { channel, shell, remotes }: Composition = row.content;
		const versions = new Map([shell, ...remotes].map(({ app, version }) => [app, version]));
		compositions.set(id, { channel, versions });
		return { channel, versions };
	};

	return {
		async count({ compositionId, apps, vitals }) {
			const { channel, versions } = await read(compositionId);
			const counts = new Map<string, Partial<Record<BeaconCount, number>>>();
			const add = (app: string, more: Partial<Record<BeaconCount, number>>): void => {
				if (!versions.has(app)) {
					throw createHttpError('VALIDATION_FAILED', { errors: { apps: [`${app} is not in ${compositionId}.`] } });
				}
				if (counts.has(app) && more.sessions !== undefined) {
					throw createHttpError('VALIDATION_FAILED', { errors: { apps: [`${app} is named twice.`] } });
				}
				counts.set(app, { ...counts.get(app), ...more });
			};
			for (const { app, sessions, failingSessions, loads, loadFailures, uncaughtErrors } of apps) {
				add(app, {
					sessions,
					failing_sessions: failingSessions,
					loads,
					load_failures: loadFailures,
					uncaught_errors: uncaughtErrors,
				});
			}
			for (const name of vitalNames) {
				const value = vitals?.[name];
				if (vitals === undefined || value === undefined) continue;
				add(vitals.app, { [`${name}_pages`]: 1, [`${name}_good`]: value <= vitalLimits[name].good ? 1 : 0 });
			}

			const hour = hourOf(now());
			// In one order for all, so that two beacons do not wait for each other in a circle.
			const rows = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
			await database.transaction().execute(async (transaction) => {
				await transaction
					.insertInto('beacon_counts')
					.values(
						rows.map(([app, more]) => ({
							channel,
							app,
							version: versions.get(app) as string,
							hour,
							...nothing,
							...more,
						})),
					)
					.onConflict((conflict) =>
						conflict
							.columns(['channel', 'app', 'version', 'hour'])
							.doUpdateSet(
								Object.fromEntries(
									countNames.map((name) => [
										name,
										sql`${sql.ref(`beacon_counts.${name}`)} + ${sql.ref(`excluded.${name}`)}`,
									]),
								),
							),
					)
					.execute();
				const version = vitals && versions.get(vitals.app);
				if (vitals === undefined || version === undefined) return;
				await countVitals(transaction, { compositionId, channel, version, vitals, now: now() });
			});
		},
	};
};

const countNames: readonly BeaconCount[] = [
	'sessions',
	'failing_sessions',
	'loads',
	'load_failures',
	'uncaught_errors',
	'lcp_pages',
	'lcp_good',
	'inp_pages',
	'inp_good',
	'cls_pages',
	'cls_good',
];

const nothing = Object.fromEntries(countNames.map((name) => [name, 0])) as Record<BeaconCount, number>;
