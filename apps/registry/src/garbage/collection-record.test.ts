import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTestStores } from '../testing/open-test-stores.ts';
import { createGarbageCollector } from './garbage-collector.ts';

const limits = { dryRun: false, keepDays: 0, keepUploadHours: 1, graceMinutes: 60 };
let stores: Awaited<ReturnType<typeof openTestStores>>;
beforeEach(async () => {
	stores = await openTestStores({ now: () => Date.now() });
});
afterEach(() => stores.dispose());

it('tells who let go of builds when it came to grief among the blobs', async () => {
	const { database, blobs } = stores;
	await database
		.insertInto('builds')
		.values({ app: 'users', version: '1.0.0', build: 'b-1', manifest: '{}', published_by: 'ci' })
		.execute();
	await setTimeout(2);
	const list = () => {
		throw new Error('The disk is gone.');
	};
	const collector = createGarbageCollector({ database, blobs: { ...blobs, list } });
	await expect(collector.collect({ ...limits, actor: 'janitor', reason: 'Too full' })).rejects.toThrow('disk');
	expect(await collector.list()).toMatchObject([
		{ actor: 'janitor', reason: 'Too full', result: { builds: [{ version: '1.0.0' }], blobs: 0, bytes: 0 } },
	]);
});
