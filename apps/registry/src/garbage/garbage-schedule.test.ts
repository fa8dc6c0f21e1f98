import { createLog } from '@flotilla/server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { remoteBuild } from '../testing/build-folders.ts';
import { openTestStores } from '../testing/open-test-stores.ts';
import { announcementOf } from '../testing/sign-announcement.ts';
import { createGarbageSchedule, garbageScheduleName } from './garbage-schedule.ts';

const hour = 3_600_000;
const log = createLog({ name: 'registry', level: 'silent' });
// The database writes down by its own clock when an upload began, so what is awaited starts from there.
let instant = Date.now();
const now = () => instant;

let stores: Awaited<ReturnType<typeof openTestStores>>;
beforeAll(async () => {
	stores = await openTestStores({ now });
	// The database is a copy of one that was made at another time.
	await stores.database
		.updateTable('schedules')
		.set({ begun_at: new Date(instant) })
		.execute();
});
afterAll(() => stores.dispose());

const limits = { keepDays: 30, keepUploadHours: 24, graceMinutes: 60 };
const schedule = (options: Partial<Parameters<typeof createGarbageSchedule>[0]> = {}) =>
	createGarbageSchedule({ database: stores.database, collector: stores.collector, log, limits, now, ...options });

it('nothing is collected before a day is over', async () => {
	instant += 22 * hour;
	expect(await schedule().run()).toBeNull();
	expect(await stores.collector.list()).toEqual([]);
});

it('once a day one of the nodes collects, by the limits of the command, and it is written down', async () => {
	await stores.builds.announce('users', announcementOf(remoteBuild(), '1.0.0'), 'ci');
	instant += 26 * hour;
	const nodes = Array.from({ length: 5 }, () => schedule());
	const answers = await Promise.all(nodes.map((node) => node.run()));
	const collected = answers.filter((answer) => answer !== null);
	expect(collected).toMatchObject([{ dryRun: false, uploads: 1 }]);
	expect(await stores.collector.list()).toMatchObject([
		{ actor: garbageScheduleName, reason: 'By itself, every 24 hours.', result: { uploads: 1 } },
	]);
	expect(await schedule().run()).toBeNull();
	instant += 24 * hour;
	expect(await schedule().run()).toMatchObject({ uploads: 0 });
});

it('what goes wrong is told, and tried again when it is time again', async () => {
	const broken = { ...stores.collector, collect: () => Promise.reject(new Error('The bucket does not answer.')) };
	instant += 24 * hour;
	await expect(schedule({ collector: broken }).run()).rejects.toThrow('The bucket');
	expect(await schedule().run()).toBeNull();
	instant += 24 * hour;
	expect(await schedule().run()).not.toBeNull();
});

it('a node that runs looks by itself, until it ends', async () => {
	instant += 24 * hour;
	const before = (await stores.collector.list()).length;
	const stop = schedule({ interval: 20 }).start();
	await expect.poll(async () => (await stores.collector.list()).length).toBeGreaterThan(before);
	await stop();
	const after = (await stores.collector.list()).length;
	instant += 24 * hour;
	expect(await stores.collector.list()).toHaveLength(after);
});
