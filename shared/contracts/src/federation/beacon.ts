import * as z from 'zod/mini';
import { appName } from './app-name.ts';

/** Where pages tell how their builds fare, on the page's origin. */
export const beaconPath = '/registry/v1/beacons';

/** The name of the `<meta>` by which a registry asks a page for beacons; its content is the address. */
export const beaconsMetaName = 'flotilla-beacons';

/** Apps in one beacon; a page has no more. */
export const maximumBeaconApps = 50;

/** One page is not worth more than this of any count. */
const count = z.int().check(z.minimum(0), z.maximum(1_000));

/** What happened to one app since the page's last beacon. */
export const beaconApp = z.strictObject({
	app: appName,
	/** 1 in the first beacon of the page that names the app. */
	sessions: z.union([z.literal(0), z.literal(1)]),
	/** 1 in the first beacon after something of the app failed in this page. */
	failingSessions: z.union([z.literal(0), z.literal(1)]),
	/** It started, or was tried to. */
	loads: count,
	/** It did not load, start or draw. */
	loadFailures: count,
	uncaughtErrors: count,
});
export type BeaconApp = z.infer<typeof beaconApp>;

/** What a page tells of itself. Nothing in it says who looks at it, or at what. */
export const beacon = z.strictObject({
	compositionId: z.string().check(z.regex(/^c-[0-9a-f]{16}$/)),
	apps: z.array(beaconApp).check(z.minLength(1), z.maxLength(maximumBeaconApps)),
	/** Core Web Vitals of the page, for the app whose page was opened. */
	vitals: z.optional(
		z.strictObject({
			app: appName,
			/** Largest contentful paint, in milliseconds. */
			lcp: z.optional(z.number().check(z.minimum(0), z.maximum(600_000))),
			/** Interaction to next paint, in milliseconds. */
			inp: z.optional(z.number().check(z.minimum(0), z.maximum(600_000))),
			/** Cumulative layout shift. */
			cls: z.optional(z.number().check(z.minimum(0), z.maximum(1_000))),
		}),
	),
});
export type Beacon = z.infer<typeof beacon>;
