import { afterAll, beforeAll, expect, it } from 'vitest';
import { createBeaconStore } from '../beacons/beacon-store.ts';
import { compose } from '../channels/compose.ts';
import { keepComposition } from '../channels/keep-composition.ts';
import { remoteBuild, shellBuild } from '../testing/build-folders.ts';
import { openTestStores } from '../testing/open-test-stores.ts';
import { readVitals, type VitalsQuery } from './vitals-store.ts';

const day = 86_400_000;
let instant = Date.parse('2026-11-26T08:30:00Z');
const now = () => instant;

let stores: Awaited<ReturnType<typeof openTestStores>>;
beforeAll(async () => {
	stores = await openTestStores({ now });
});
afterAll(() => stores.dispose());

/** Keeps a composition with these versions of the shell and of users; answers its id. */
const composed = async (channel: string, shell: string, users: string): Promise<string> => {
	const composition = compose(channel, [
		{ app: 'shell', version: shell, build: shell, manifest: shellBuild({ text: shell }).manifest },
		{ app: 'users', version: users, build: users, manifest: remoteBuild({ text: users }).manifest },
	]);
	if (composition === null) throw new Error('It has a shell.');
	await keepComposition(stores.database, composition);
	return composition.id;
};

const tell = async (compositionId: string, values: { lcp?: number; inp?: number; cls?: number }, pages: number) => {
	const beacons = createBeaconStore({ database: stores.database, now });
	const app = { app: 'users', sessions: 1, failingSessions: 0, loads: 1, loadFailures: 0, uncaughtErrors: 0 } as const;
	for (let page = 0; page < pages; page += 1) {
		await beacons.count({ compositionId, apps: [app], vitals: { app: 'users', ...values } });
	}
};

const read = (query: Partial<VitalsQuery> & { channel: string }) =>
	readVitals(stores.database, { by: 'build', days: 30, minimumPages: 3, ...query, now: instant });

it('of each build it is told what 75 % of pages do not exceed, how many told it, and how it is against the one before', async () => {
	const before = await composed('builds', '1.0.0', '1.0.0');
	await tell(before, { lcp: 1_000, inp: 100, cls: 0 }, 3);
	await tell(before, { lcp: 5_000 }, 1);
	instant += 1_000;
	await tell(await composed('builds', '1.0.0', '1.1.0'), { lcp: 3_000, cls: 0.2 }, 4);

	const [next, former, ...more] = await read({ channel: 'builds' });
	expect(more).toEqual([]);
	expect(former).toMatchObject({
		app: 'users',
		version: '1.0.0',
		compositionId: null,
		firstAt: '2026-11-26T08:30:00.000Z',
	});
	expect(former?.vitals).toMatchObject({
		lcp: { pages: 4, rating: 'good', difference: null },
		inp: { pages: 3, rating: 'good', difference: null },
		cls: { p75: 0, pages: 3 },
	});
	expect(next).toMatchObject({
		version: '1.1.0',
		vitals: { inp: null, lcp: { pages: 4, rating: 'needs-improvement' } },
	});
	const [lcp, cls] = [next?.vitals.lcp, next?.vitals.cls];
	expect(lcp?.difference).toBe((lcp?.p75 ?? 0) - (former?.vitals.lcp?.p75 ?? 0));
	expect(Math.abs((lcp?.p75 ?? 0) - 3_000)).toBeLessThan(90);
	expect(cls?.difference).toBe(cls?.p75);
	expect(cls?.rating).toBe('needs-improvement');
});

it('two builds are not compared where one has too few pages', async () => {
	await tell(await composed('few', '1.0.0', '1.0.0'), { lcp: 1_000 }, 3);
	instant += 1_000;
	await tell(await composed('few', '1.0.0', '1.1.0'), { lcp: 9_000 }, 2);
	const [next] = await read({ channel: 'few' });
	expect(next?.vitals.lcp).toMatchObject({ pages: 2, difference: null });
	const [compared] = await read({ channel: 'few', minimumPages: 2 });
	expect(compared?.vitals.lcp?.difference).toBeGreaterThan(7_000);
});

it('compositions with the same build of an app are told apart where that is asked', async () => {
	const first = await composed('shells', '1.0.0', '1.0.0');
	await tell(first, { lcp: 1_000 }, 3);
	instant += 1_000;
	const second = await composed('shells', '1.1.0', '1.0.0');
	await tell(second, { lcp: 2_000 }, 3);
	expect(await read({ channel: 'shells' })).toMatchObject([{ version: '1.0.0', vitals: { lcp: { pages: 6 } } }]);
	const rows = await read({ channel: 'shells', by: 'composition' });
	expect(rows.map(({ compositionId }) => compositionId)).toEqual([second, first]);
	expect(rows[0]?.vitals.lcp?.difference).toBeGreaterThan(900);
});

it('what is older than the days that are asked for does not count, and gc removes it with the rest of what pages told', async () => {
	await tell(await composed('old', '1.0.0', '1.0.0'), { lcp: 1_000 }, 3);
	instant += 40 * day;
	expect(await read({ channel: 'old' })).toEqual([]);
	expect(await read({ channel: 'old', days: 60 })).toHaveLength(1);
	expect(await read({ channel: 'old', days: 60, app: 'files' })).toEqual([]);
	await stores.collector.collect({ actor: 'test', dryRun: false, keepDays: 30, keepUploadHours: 24, graceMinutes: 60 });
	expect(await read({ channel: 'old', days: 60 })).toEqual([]);
});
