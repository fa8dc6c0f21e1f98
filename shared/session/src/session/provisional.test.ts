import { rolePermissions } from '@flotilla/contracts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ada, createBrowser, credentials, grace, lostNetwork, refusal, settle } from '../testing/create-browser.ts';
import type { Session } from './session.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A browser in which Ada was signed in, and whose page is loaded again where nobody answers. */
const leaveSignedIn = async ({ online = false } = {}) => {
	const browser = createBrowser();
	const session = browser.openTab();
	await session.signIn(credentials);
	session.dispose();
	browser.auth.refresh.mockClear();
	const answer = browser.auth.refresh.getMockImplementation() as () => Promise<never>;
	const reach = (can: boolean) => {
		browser.auth.refresh.mockImplementation(can ? answer : () => Promise.reject(lostNetwork()));
		browser.setOnline(can);
	};
	reach(online);
	return { ...browser, reach };
};

const log = (session: Session) => {
	const heard: string[] = [];
	session.onSignedIn((user) => heard.push(`in ${user.id}`));
	session.onConfirmed((user) => heard.push(`confirmed ${user.id}`));
	session.onSignedOut(({ userId, reason }) => heard.push(`out ${userId} ${reason}`));
	return heard;
};

const provisional = {
	status: 'signed-in',
	user: ada,
	permissions: rolePermissions.member,
	isProvisional: true,
	endedBecause: null,
};

describe('a page that opens while the server cannot be asked', () => {
	it('goes by what the device remembers, at once when the device has no network', async () => {
		const { openTab } = await leaveSignedIn();
		const session = openTab();
		const heard = log(session);
		await session.restore();
		expect(session.store.getState()).toEqual(provisional);
		expect(session.getAccessToken()).toBeNull();
		expect(heard).toEqual([`in ${ada.id}`]);
	});

	it.each(['NETWORK_ERROR', 'TIMEOUT', 'CIRCUIT_OPEN', 'INTERNAL_ERROR', 'RESPONSE_INVALID'])(
		'does so after the first attempt that ends with %s',
		async (code) => {
			const { openTab, auth } = await leaveSignedIn({ online: true });
			auth.refresh.mockRejectedValueOnce(refusal(code));
			const session = openTab();
			await session.restore();
			expect([session.store.getState().isProvisional, auth.refresh.mock.calls.length]).toEqual([true, 1]);
		},
	);

	it('does so after two seconds without an answer, which counts all the same when it comes', async () => {
		const { openTab, auth, respond } = await leaveSignedIn({ online: true });
		const { promise, resolve } = Promise.withResolvers<void>();
		auth.refresh.mockImplementationOnce(async () => {
			await promise;
			return respond(ada);
		});
		const session = openTab();
		const restored = session.restore();
		await vi.advanceTimersByTimeAsync(1999);
		expect(session.store.getState().status).toBe('restoring');
		await vi.advanceTimersByTimeAsync(1);
		await restored;
		expect(session.store.getState()).toEqual(provisional);
		resolve();
		await settle();
		expect(session.store.getState()).toEqual({ ...provisional, isProvisional: false });
	});

	it('says so where nobody is remembered, or what is remembered cannot be read', async () => {
		const { openTab, stored } = await leaveSignedIn();
		for (const text of [null, 'no JSON', '{"user":{"id":"x"},"permissions":[]}', 'null']) {
			if (text === null) stored.delete('flotilla.session-person');
			else stored.set('flotilla.session-person', text);
			const session = openTab();
			const failed = expect(session.restore()).rejects.toMatchObject({ code: 'NETWORK_ERROR' });
			await vi.advanceTimersByTimeAsync(10_000);
			await failed;
			expect(session.store.getState().status).toBe('restoring');
		}
	});

	it('takes the token of another tab', async () => {
		const browser = createBrowser();
		const other = browser.openTab();
		await other.signIn(credentials);
		await settle();
		browser.auth.refresh.mockImplementation(() => Promise.reject(lostNetwork()));
		browser.setOnline(false);
		const session = browser.openTab();
		await session.restore();
		await settle();
		expect(session.store.getState()).toEqual({ ...provisional, isProvisional: false });
		expect(session.getAccessToken()).toBe('token-1');
	});
});

describe('somebody who is signed in provisionally', () => {
	const openProvisional = async () => {
		const browser = await leaveSignedIn();
		const session = browser.openTab();
		const heard = log(session);
		await session.restore();
		return { ...browser, session, heard };
	};

	it('is confirmed once, when the network is back', async () => {
		const { session, reach, heard, auth } = await openProvisional();
		await settle();
		reach(true);
		await settle();
		expect(session.store.getState()).toEqual({ ...provisional, isProvisional: false });
		expect(heard).toEqual([`in ${ada.id}`, `confirmed ${ada.id}`]);
		reach(true);
		await settle();
		expect(auth.refresh).toHaveBeenCalledTimes(2);
	});

	it('is confirmed by the first call that needs a token, and by waking', async () => {
		const asking = await openProvisional();
		asking.auth.refresh.mockImplementation(async () => asking.respond(ada));
		expect(await asking.session.refresh()).toBe(asking.session.getAccessToken());
		expect(asking.session.store.getState().isProvisional).toBe(false);

		const waking = await openProvisional();
		waking.wake();
		await settle();
		expect(waking.session.store.getState().isProvisional).toBe(true);
		waking.reach(true);
		waking.wake();
		await settle();
		expect(waking.session.store.getState().isProvisional).toBe(false);
	});

	it('is asked for again every ten seconds while a server that can be reached is in trouble', async () => {
		const { openTab, auth } = await leaveSignedIn({ online: true });
		auth.refresh.mockRejectedValueOnce(refusal('INTERNAL_ERROR')).mockRejectedValueOnce(refusal('INTERNAL_ERROR'));
		const session = openTab();
		await session.restore();
		await vi.advanceTimersByTimeAsync(10_000);
		expect([auth.refresh.mock.calls.length, session.store.getState().isProvisional]).toEqual([2, true]);
		await vi.advanceTimersByTimeAsync(10_000);
		expect([auth.refresh.mock.calls.length, session.store.getState().isProvisional]).toEqual([3, false]);
	});

	it.each([
		['SESSION_EXPIRED', 'expired'],
		['SESSION_REVOKED', 'revoked'],
	])('is signed out by the server’s %s alone, and is not remembered any more', async (code, reason) => {
		const { session, auth, setOnline, heard, stored } = await openProvisional();
		auth.refresh.mockRejectedValueOnce(refusal(code));
		setOnline(true);
		await settle();
		expect(session.store.getState()).toMatchObject({ status: 'signed-out', endedBecause: reason });
		expect(heard).toEqual([`in ${ada.id}`, `out ${ada.id} ${reason}`]);
		expect(stored.size).toBe(0);
	});

	it('gives way to another person, whose token is not given to calls of the first', async () => {
		const { session, reach, setCookie, heard } = await openProvisional();
		setCookie(grace);
		reach(true);
		expect(await session.refresh()).toBeNull();
		expect(session.store.getState()).toMatchObject({ user: grace, isProvisional: false });
		expect(heard).toEqual([`in ${ada.id}`, `out ${ada.id} replaced`, `in ${grace.id}`, `confirmed ${grace.id}`]);
	});

	it('signs out in all tabs; the server is told when it can be, and nothing is left', async () => {
		const { session, auth, openTab, reach, stored, heard } = await openProvisional();
		const second = openTab();
		await second.restore();
		auth.logout.mockRejectedValueOnce(lostNetwork());
		const wiped: string[] = [];
		second.onCleanUp(({ userId, reason }) => void wiped.push(`${userId} ${reason}`));
		await session.signOut();
		await settle();
		expect([heard.at(-1), wiped]).toEqual([`out ${ada.id} requested`, [`${ada.id} requested`]]);
		expect([...stored]).toEqual([['flotilla.session-hint', 'ending']]);

		const next = openTab();
		await next.restore();
		expect(next.store.getState().status).toBe('signed-out');
		expect(auth.logout).toHaveBeenCalledTimes(1);
		second.dispose();
		next.dispose();
		reach(true);
		await settle();
		expect(auth.logout).toHaveBeenCalledTimes(2);
		expect(stored.size).toBe(0);
	});

	it('leaves no timer behind with the page', async () => {
		const { session } = await openProvisional();
		session.dispose();
		expect(vi.getTimerCount()).toBe(0);
	});
});
