import { createLog } from '@flotilla/server';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createBeaconStore } from '../beacons/beacon-store.ts';
import { changeChannel } from '../channels/change-channel.ts';
import { createKeyStore } from '../signatures/key-store.ts';
import { createKeyPair } from '../signatures/signing-key.ts';
import { remoteBuild, shellBuild, type TestBuild } from '../testing/build-folders.ts';
import { openTestStores } from '../testing/open-test-stores.ts';
import { createCanaryController } from './canary-controller.ts';
import { createCanaryStore } from './canary-store.ts';

const hour = 3_600_000;
let instant = Date.parse('2026-11-26T08:30:00Z');
const now = () => instant;

let stores: Awaited<ReturnType<typeof openTestStores>>;
beforeAll(async () => {
	stores = await openTestStores({ now });
});
afterAll(() => stores.dispose());

const store = (version: string, { manifest }: TestBuild) =>
	stores.database
		.insertInto('builds')
		.values({ app: manifest.app, version, build: version, manifest: JSON.stringify(manifest), published_by: 'ci' })
		.execute();

let app = '';
let count = 0;
const log = createLog({ name: 'registry', level: 'silent' });
const channel = 'production';
const controllerOf = () => createCanaryController({ database: stores.database, log, now });
const canaries = () => createCanaryStore({ database: stores.database, now });
const newest = async () => {
	const [canary] = await canaries().list(channel, { app, all: true });
	if (canary === undefined) throw new Error('There is no canary.');
	return canary;
};
const tell = async (version: 'stable' | 'candidate', sessions: number, failing = 0) => {
	const { database } = stores;
	const { composition_id, rollout } = await database
		.selectFrom('channels')
		.select(['composition_id', 'rollout'])
		.where('name', '=', channel)
		.executeTakeFirstOrThrow();
	const compositionId = (version === 'stable' ? composition_id : rollout?.compositions[app]) ?? '';
	const beacons = createBeaconStore({ database, now });
	for (let index = 0; index < sessions; index += 1) {
		const failingSessions = index < failing ? 1 : 0;
		const counts = {
			app,
			sessions: 1,
			failingSessions,
			loads: 1,
			loadFailures: failingSessions,
			uncaughtErrors: 0,
		} as const;
		await beacons.count({ compositionId, apps: [counts] });
	}
};

beforeEach(async () => {
	if (count === 0) await store('1.0.0', shellBuild());
	count += 1;
	app = `app-${count}`;
	await store('1.0.0', remoteBuild({ app, text: 'one' }));
	await store('2.0.0', remoteBuild({ app, text: 'two' }));
	await stores.database.transaction().execute((transaction) =>
		changeChannel(transaction, { channel, actor: 'ci' }, () => [
			{ app: 'shell', version: '1.0.0', action: 'promote' },
			{ app, version: '1.0.0', action: 'promote' },
		]),
	);
	await canaries().set({ channel, app, actor: 'ci', version: '2.0.0', percent: 50 });
});

it('decides once where several nodes look at the same time', async () => {
	await tell('stable', 60);
	await tell('candidate', 60, 40);
	await Promise.all(Array.from({ length: 5 }, () => controllerOf().run()));
	const { state, decisions } = await newest();
	expect(state).toBe('rolled-back');
	expect(decisions.map(({ action }) => action)).toEqual(['start', 'roll-back']);
});

it('rolls a candidate back that is undecided when its time is over', async () => {
	await tell('stable', 60, 1);
	await controllerOf().run();
	expect((await newest()).state).toBe('running');
	instant += 72 * hour;
	await controllerOf().run();
	const { state, decisions } = await newest();
	expect(state).toBe('rolled-back');
	expect(decisions.at(-1)?.reason).toMatch(
		/^Undecided after 72 hours: 0 of 0 sessions of the candidate failed \(-\), and 1 of 60/,
	);
});

it('writes down that it goes on, once an hour', async () => {
	for (let minutes = 0; minutes < 150; minutes += 10) {
		instant += 10 * 60_000;
		await controllerOf().run();
	}
	const { decisions } = await newest();
	expect(decisions.map(({ action }) => action)).toEqual(['start', 'go-on', 'go-on']);
	await canaries().stop({ channel, app, actor: 'ci' });
});

it('stops a healthy candidate whose promotion is refused, and says why', async () => {
	await createKeyStore(stores.database).trust({ app, publicKey: createKeyPair().pem, actor: 'ci' });
	await tell('stable', 400);
	await tell('candidate', 400);
	await controllerOf().run();
	const { state, decisions } = await newest();
	expect(state).toBe('stopped');
	expect(decisions.at(-1)?.reason).toMatch(/^It is healthy, but its promotion was refused: .* is not signed/);
});

it('counts only what came after a canary began, also in the hour that it began in', async () => {
	await tell('stable', 30, 3);
	await tell('candidate', 20, 2);
	await canaries().stop({ channel, app, actor: 'ci' });
	instant += 10 * 60_000;
	await canaries().set({ channel, app, actor: 'ci', version: '2.0.0', percent: 50 });
	await tell('candidate', 5, 1);
	expect((await newest()).figures).toEqual({
		candidate: { sessions: 5, failing: 1 },
		stable: { sessions: 0, failing: 0 },
	});
	await canaries().stop({ channel, app, actor: 'ci' });
});

it('has gc take what pages told long ago, but not of a canary that runs', async () => {
	await tell('stable', 5);
	await tell('candidate', 7, 1);
	instant += 40 * 24 * hour;
	const collect = () =>
		stores.collector.collect({ actor: 'ci', dryRun: false, keepDays: 30, keepUploadHours: 24, graceMinutes: 60 });
	const rows = () => stores.database.selectFrom('beacon_counts').select('app').where('app', '=', app).execute();
	await collect();
	expect((await newest()).figures.candidate).toEqual({ sessions: 7, failing: 1 });
	await canaries().stop({ channel, app, actor: 'ci' });
	await collect();
	expect(await rows()).toEqual([]);
	expect((await newest()).figures.candidate).toEqual({ sessions: 7, failing: 1 });
});

it('leaves what was decided as it is: the database refuses to change it', async () => {
	const { database } = stores;
	await expect(
		database
			.updateTable('canary_decisions')
			.set({ actor: 'me' } as never)
			.execute(),
	).rejects.toThrow(/append-only/);
	await expect(database.deleteFrom('canary_decisions').execute()).rejects.toThrow(/append-only/);
});
