import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ada, createBrowser, credentials, settle } from '../testing/create-browser.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const deferred = () => Promise.withResolvers<void>();

it('run in every tab when one signs out, and signing out waits for them', async () => {
	const { openTab } = createBrowser();
	const [first, second] = [openTab(), openTab()];
	const wiped: string[] = [];
	const slow = deferred();
	first.onCleanUp(async ({ userId, reason }) => {
		await slow.promise;
		wiped.push(`first ${userId} ${reason}`);
	});
	second.onCleanUp(({ userId, reason }) => void wiped.push(`second ${userId} ${reason}`));
	await first.signIn(credentials);
	await settle();
	let isOut = false;
	const out = first.signOut().then(() => {
		isOut = true;
	});
	await settle();
	expect([isOut, wiped]).toEqual([false, [`second ${ada.id} requested`]]);
	slow.resolve();
	await out;
	expect(wiped).toContain(`first ${ada.id} requested`);
});

it('have finished when the next session begins', async () => {
	const { openTab } = createBrowser();
	const session = openTab();
	const log: string[] = [];
	const slow = deferred();
	session.onCleanUp(async () => {
		await slow.promise;
		log.push('clean');
	});
	session.onSignedIn(() => log.push('in'));
	await session.signIn(credentials);
	void session.signOut();
	const again = session.signIn(credentials);
	await settle();
	expect(log).toEqual(['in']);
	slow.resolve();
	await again;
	expect(log).toEqual(['in', 'clean', 'in']);
});

it('that fail or hang are reported, and stop neither the others nor the next session', async () => {
	const { openTab } = createBrowser();
	const failures: unknown[] = [];
	const session = openTab({ onCallbackFailed: (error) => failures.push(String(error)) });
	const wiped = vi.fn();
	session.onCleanUp(() => {
		throw new Error('no database');
	});
	session.onCleanUp(() => new Promise(() => {}));
	session.onCleanUp(wiped);
	await session.signIn(credentials);
	void session.signOut();
	const again = session.signIn(credentials);
	await vi.advanceTimersByTimeAsync(5000);
	await again;
	expect(wiped).toHaveBeenCalledTimes(1);
	expect(failures).toEqual([
		'Error: no database',
		'Error: What a session left behind was not cleaned up within 5000 ms.',
	]);
	expect(session.store.getState().status).toBe('signed-in');
});

it('are told when a session only ran out, so that what waits for its owner may stay', async () => {
	const { openTab, setCookie } = createBrowser();
	const session = openTab();
	const reasons: string[] = [];
	session.onCleanUp(({ reason }) => void reasons.push(reason));
	await session.signIn(credentials);
	setCookie(null);
	await session.refresh();
	expect(reasons).toEqual(['expired']);
});

it('run no more once they are taken back', async () => {
	const { openTab } = createBrowser();
	const session = openTab();
	const wipe = vi.fn();
	session.onCleanUp(wipe)();
	await session.signIn(credentials);
	await session.signOut();
	expect(wipe).not.toHaveBeenCalled();
});
