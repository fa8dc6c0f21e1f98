import type { Beacon } from '@flotilla/contracts';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { RegistrySchema } from '../database/schema.ts';
import { bucketOf, type Histogram, isVitalName, pagesOf, percentileOf } from './histogram.ts';
import { rate, type VitalName, type VitalRating, vitalNames } from './vital.ts';

const dayLength = 86_400_000;

export const dayOf = (instant: number): Date => new Date(instant - (instant % dayLength));

/** The share of pages that Core Web Vitals are judged by. */
const percentile = 75;

export interface VitalSummary {
	/** What 75 % of pages do not exceed: milliseconds, without a unit for `cls`. */
	p75: number;
	/** Pages that told it. */
	pages: number;
	rating: VitalRating;
	/** More than in the one before, in the same unit. `null`: there is none, or one of the two has too few pages. */
	difference: number | null;
}

/** Pages of one app, opened with one build or composition. */
export interface VitalsRow {
	app: string;
	version: string;
	/** `null` when compositions with the same build are taken together. */
	compositionId: string | null;
	/** When the first page told something. */
	firstAt: string;
	/** `null`: no page told it. */
	vitals: Record<VitalName, VitalSummary | null>;
}

export interface VitalsQuery {
	channel: string;
	/** Default: all. */
	app?: string | undefined;
	by: 'build' | 'composition';
	/** Days that are looked at, today among them. */
	days: number;
	/** Pages that two need to be compared. */
	minimumPages: number;
}

/** Adds what one page told. */
export const countVitals = async (
	transaction: Transaction<RegistrySchema>,
	{
		compositionId,
		channel,
		version,
		vitals,
		now,
	}: {
		compositionId: string;
		channel: string;
		version: string;
		vitals: NonNullable<Beacon['vitals']>;
		now: number;
	},
): Promise<void> => {
	const rows = vitalNames.flatMap((metric) => {
		const value = vitals[metric];
		if (value === undefined) return [];
		const key = { composition_id: compositionId, app: vitals.app, day: dayOf(now), metric };
		return [{ ...key, bucket: bucketOf(metric, value), channel, version, pages: 1, first_at: new Date(now) }];
	});
	if (rows.length === 0) return;
	await transaction
		.insertInto('beacon_vitals')
		.values(rows)
		.onConflict((conflict) =>
			conflict
				.columns(['composition_id', 'app', 'day', 'metric', 'bucket'])
				.doUpdateSet({ pages: sql`${sql.ref('beacon_vitals.pages')} + 1` }),
		)
		.execute();
};

interface Group {
	app: string;
	version: string;
	compositionId: string | null;
	firstAt: number;
	histograms: Record<VitalName, Map<number, number>>;
}

/** Vitals of a channel's apps, each app's newest build or composition first. */
export const readVitals = async (
	database: Kysely<RegistrySchema>,
	{ channel, app, by, days, minimumPages, now }: VitalsQuery & { now: number },
): Promise<VitalsRow[]> => {
	let query = database
		.selectFrom('beacon_vitals')
		.select(['app', 'version', 'composition_id', 'metric', 'bucket'])
		.select((one) => [
			sql<number>`cast(sum(${sql.ref('pages')}) as double precision)`.as('pages'),
			one.fn.min('first_at').as('first_at'),
		])
		.where('channel', '=', channel)
		.where('day', '>', new Date(dayOf(now).getTime() - days * dayLength))
		.groupBy(['app', 'version', 'composition_id', 'metric', 'bucket']);
	if (app !== undefined) query = query.where('app', '=', app);

	const groups = new Map<string, Group>();
	for (const row of await query.execute()) {
		if (!isVitalName(row.metric)) continue;
		const compositionId = by === 'composition' ? row.composition_id : null;
		const key = `${row.app} ${compositionId ?? row.version}`;
		const firstAt = row.first_at.getTime();
		const group = groups.get(key) ?? {
			...{ app: row.app, version: row.version, compositionId, firstAt },
			histograms: { lcp: new Map(), inp: new Map(), cls: new Map() },
		};
		group.firstAt = Math.min(group.firstAt, firstAt);
		const histogram = group.histograms[row.metric];
		histogram.set(row.bucket, (histogram.get(row.bucket) ?? 0) + row.pages);
		groups.set(key, group);
	}

	const sorted = [...groups.values()].sort((a, b) =>
		a.app === b.app ? b.firstAt - a.firstAt : a.app < b.app ? -1 : 1,
	);
	return sorted.map((group, index) => {
		const { histograms, firstAt, ...names } = group;
		const next = sorted[index + 1];
		const before = next?.app === group.app ? next.histograms : undefined;
		const summaries = vitalNames.map((name) => [
			name,
			summarise(name, histograms[name], { before: before?.[name], minimumPages }),
		]);
		return { ...names, firstAt: new Date(firstAt).toISOString(), vitals: Object.fromEntries(summaries) };
	});
};

const summarise = (
	name: VitalName,
	histogram: Histogram,
	{ before, minimumPages }: { before: Histogram | undefined; minimumPages: number },
): VitalSummary | null => {
	const p75 = percentileOf(name, histogram, percentile);
	if (p75 === null) return null;
	const pages = pagesOf(histogram);
	const former = before === undefined ? null : percentileOf(name, before, percentile);
	const isComparable = before !== undefined && Math.min(pages, pagesOf(before)) >= minimumPages;
	const difference = former === null || !isComparable ? null : Number((p75 - former).toFixed(4));
	return { p75, pages, rating: rate(name, p75), difference };
};
