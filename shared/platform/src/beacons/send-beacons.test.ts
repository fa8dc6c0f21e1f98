import { type Beacon, beacon as beaconSchema } from '@flotilla/contracts';
import { createEventBus } from '@flotilla/event-bus';
import { buildComposedRemote, buildComposition } from '@flotilla/testing';
import { expect, it } from 'vitest';
import { type SendBeaconsOptions, sendBeacons } from './send-beacons.ts';

const compositionId = 'c-0123456789abcdef';
const version = '1.0.0';

const compose = (id: string, users: string) =>
	buildComposition({
		id,
		remotes: [buildComposedRemote({ name: 'users' }, { version: users }), buildComposedRemote({ name: 'files' })],
	});

const setUp = async (options: Partial<SendBeaconsOptions> = {}) => {
	const bus = createEventBus({ source: 'shell' });
	const target = new EventTarget();
	const document = Object.assign(new EventTarget(), { visibilityState: 'visible' as DocumentVisibilityState });
	const bodies: Blob[] = [];
	let composition = compose(compositionId, version);
	const stop = sendBeacons({
		url: '/registry/v1/beacons',
		bus,
		composition: () => composition,
		page: { target, document, send: (_url, body) => bodies.push(body) > 0 },
		...options,
	});
	const told = async (): Promise<Beacon[]> => {
		await Promise.resolve();
		return Promise.all(bodies.map(async (body) => beaconSchema.parse(JSON.parse(await body.text()))));
	};
	return {
		bus,
		stop,
		told,
		bodies,
		composition,
		start: (remote: string, started = version) => bus.emit('federation:remote-started', { remote, version: started }),
		fail: (remote: string, phase: 'load' | 'render' = 'load', failed = version) =>
			bus.emit('federation:remote-failed', { remote, version: failed, owner: 'team', phase, message: 'no' }),
		raise: (remote: string) =>
			bus.emit('federation:error-uncaught', { remote, version, owner: 'team', message: 'TypeError: no' }),
		raiseIn: (file: string) => {
			const error = Object.assign(new TypeError('no'), { stack: `TypeError: no\n at a (https://a.test${file}:1:2)` });
			target.dispatchEvent(Object.assign(new Event('error'), { error }));
		},
		hide() {
			document.visibilityState = 'hidden';
			document.dispatchEvent(new Event('visibilitychange'));
			document.visibilityState = 'visible';
		},
		update(id: string, users: string) {
			composition = compose(id, users);
			bus.emit('app:updated', { from: compositionId, to: id, remotes: ['users'] });
		},
		leave: () => target.dispatchEvent(new Event('pagehide')),
	};
};
const quiet = { failingSessions: 0, loadFailures: 0, uncaughtErrors: 0 };

it('tells once, when the page is hidden, what ran; what nobody opened is not a session', async () => {
	const { start, hide, leave, told, bodies, composition } = await setUp();
	start('users');
	expect(await told()).toEqual([]);
	hide();
	leave();
	hide();
	expect(bodies[0]?.type).toBe('application/json');
	expect(await told()).toEqual([
		{
			compositionId,
			apps: [
				{ app: composition.shell.app, sessions: 1, loads: 1, ...quiet },
				{ app: 'users', sessions: 1, loads: 1, ...quiet },
			],
		},
	]);
});

it('tells of the first failure of an app at once, and of the others when the page is hidden', async () => {
	const { fail, raise, start, leave, told } = await setUp();
	start('users');
	raise('users');
	raise('users');
	expect((await told()).flatMap(({ apps }) => apps)).toMatchObject([
		{ app: expect.any(String) },
		{ app: 'users', sessions: 1, failingSessions: 1, loads: 1, uncaughtErrors: 2 },
	]);
	raise('users');
	fail('files');
	expect((await told())[1]?.apps).toMatchObject([
		{ app: 'users', sessions: 0, failingSessions: 0, loads: 0, uncaughtErrors: 1 },
		{ app: 'files', sessions: 1, failingSessions: 1, loads: 1, loadFailures: 1 },
	]);
	fail('files', 'render');
	expect(await told()).toHaveLength(2);
	leave();
	expect((await told())[2]?.apps).toEqual([{ ...quiet, app: 'files', sessions: 0, loads: 0, loadFailures: 1 }]);
});

it('says of a session that was well when it was hidden that it failed later', async () => {
	const { start, hide, raise, told } = await setUp();
	start('users');
	hide();
	raise('users');
	expect((await told())[1]?.apps).toMatchObject([{ app: 'users', sessions: 0, failingSessions: 1 }]);
});

it('does not count what runs in place of a build that failed', async () => {
	const { start, fail, leave, told } = await setUp();
	start('users', '0.9.0');
	fail('users', 'load', '0.9.0');
	leave();
	expect((await told()).flatMap(({ apps }) => apps).map(({ app }) => app)).not.toContain('users');
});

it('takes what is uncaught in the shell for its own, and nothing else', async () => {
	const { raiseIn, told, composition } = await setUp();
	raiseIn('/assets/users/page.js');
	raiseIn('/elsewhere.js');
	expect(await told()).toEqual([]);
	raiseIn(`/assets/${composition.shell.app}/main.js`);
	expect((await told())[0]?.apps).toMatchObject([
		{ app: composition.shell.app, failingSessions: 1, uncaughtErrors: 1 },
	]);
});

it('sends vitals with the first beacon at the end of a view, for the app that was opened', async () => {
	const { start, raise, hide, leave, told } = await setUp({
		observeVitals: () => () => ({ lcp: 1_200, cls: 0 }),
		openedApp: 'users',
	});
	raise('users');
	expect((await told())[0]?.vitals).toBeUndefined();
	start('files');
	hide();
	start('files');
	leave();
	expect((await told()).map(({ vitals }) => vitals)).toEqual([
		undefined,
		{ app: 'users', lcp: 1_200, cls: 0 },
		undefined,
	]);
});

it('ends with its maximum, and when it is stopped', async () => {
	const { start, hide, told } = await setUp({ maximum: 2 });
	for (let time = 0; time < 5; time += 1) {
		start('users');
		hide();
	}
	expect(await told()).toHaveLength(2);
	const other = await setUp();
	other.stop();
	other.start('users');
	other.fail('users');
	other.leave();
	expect(await other.told()).toEqual([]);
});

it('tells under its id what happened in a composition before the page went on, and counts another build anew', async () => {
	const { start, fail, update, leave, told, composition } = await setUp();
	start('users');
	start('files');
	update('c-00000000000000ff', '2.0.0');
	start('users', '2.0.0');
	fail('users', 'load', version);
	start('files');
	leave();
	expect(await told()).toEqual([
		{
			compositionId,
			apps: [composition.shell.app, 'users', 'files'].map((app) => ({ app, sessions: 1, loads: 1, ...quiet })),
		},
		{
			compositionId: 'c-00000000000000ff',
			apps: [
				{ app: 'users', sessions: 1, loads: 1, ...quiet },
				{ app: 'files', sessions: 0, loads: 1, ...quiet },
			],
		},
	]);
});

it('tells nothing any more of a page that somebody breaks on purpose, nor of what comes after', async () => {
	let isSpoiled = false;
	const { fail, start, hide, told } = await setUp({ isSpoiled: () => isSpoiled });
	start('files');
	isSpoiled = true;
	fail('users');
	isSpoiled = false;
	fail('files');
	hide();
	expect(await told()).toEqual([]);
});
