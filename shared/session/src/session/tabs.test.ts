import type { AuthResponse } from '@flotilla/contracts';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ada, createBrowser, credentials, grace, refusal, settle } from '../testing/create-browser.ts';
import type { Session } from './session.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const tokens = (tabs: readonly Session[]) => tabs.map((tab) => tab.getAccessToken());

/** Tabs that are all signed in with one token. */
const openSignedIn = async (
	count: number,
	options: Parameters<ReturnType<typeof createBrowser>['openTab']>[0] = {},
) => {
	const browser = createBrowser();
	const tabs = Array.from({ length: count }, () => browser.openTab(options));
	await tabs[0]?.signIn(credentials);
	await settle();
	return { ...browser, tabs, first: tabs[0] as Session, second: tabs[1] as Session };
};

/** The next refresh answers when told to. */
const holdRefresh = ({ auth }: Pick<ReturnType<typeof createBrowser>, 'auth'>) => {
	const { promise, resolve } = Promise.withResolvers<void>();
	const answer = auth.refresh.getMockImplementation() as () => Promise<AuthResponse>;
	auth.refresh.mockImplementationOnce(async () => {
		await promise;
		return answer();
	});
	return resolve;
};

it('opened together find out by one refresh', async () => {
	const { auth, openTab, setCookie } = createBrowser();
	setCookie(ada);
	const tabs = Array.from({ length: 20 }, () => openTab());
	await Promise.all(tabs.map((tab) => tab.restore()));
	expect(new Set(tokens(tabs))).toEqual(new Set(['token-1']));
	expect(auth.refresh).toHaveBeenCalledTimes(1);
});

it('that opens later takes the token of another one, its life and its place in the event log', async () => {
	const { auth, openTab } = await openSignedIn(3);
	await vi.advanceTimersByTimeAsync(600_000);
	const later = openTab();
	const heard: unknown[] = [];
	later.onConfirmed((user, position) => heard.push([user.id, position]));
	await later.restore();
	expect(later.getAccessToken()).toBe('token-1');
	expect(heard).toEqual([[ada.id, { epoch: 'one', offset: 1 }]]);
	expect(auth.refresh).not.toHaveBeenCalled();
	// A minute before the end of a token that is ten minutes old.
	await vi.advanceTimersByTimeAsync(240_000);
	expect(later.getAccessToken()).toBe('token-2');
});

it('are signed in by one of them without a refresh', async () => {
	const { tabs, auth } = await openSignedIn(5);
	expect(new Set(tokens(tabs))).toEqual(new Set(['token-1']));
	expect(auth.refresh).not.toHaveBeenCalled();
});

it('whose token is refused all at once are served by one refresh', async () => {
	const { tabs, auth } = await openSignedIn(20);
	const renewed = await Promise.all(tabs.flatMap((tab) => [tab.refresh(), tab.refresh(), tab.refresh()]));
	expect(new Set(renewed)).toEqual(new Set(['token-2']));
	expect(auth.refresh).toHaveBeenCalledTimes(1);
});

it('that missed a renewal asks the others before it refreshes', async () => {
	const { tabs, auth, channels, first, second } = await openSignedIn(2);
	const channel = [...channels][1];
	const hear = channel?.onmessage ?? null;
	if (channel !== undefined) channel.onmessage = null;
	await Promise.all([first.refresh(), vi.advanceTimersByTimeAsync(250)]);
	if (channel !== undefined) channel.onmessage = hear;
	expect(tokens(tabs)).toEqual(['token-2', 'token-1']);
	expect(await second.refresh()).toBe('token-2');
	expect(auth.refresh).toHaveBeenCalledTimes(1);
});

it('does not take an older token for the one that was refused', async () => {
	const { first, auth, channels } = await openSignedIn(2);
	await vi.advanceTimersByTimeAsync(1000);
	const channel = [...channels][1];
	const hear = channel?.onmessage ?? null;
	if (channel !== undefined) channel.onmessage = null;
	await Promise.all([first.refresh(), vi.advanceTimersByTimeAsync(250)]);
	if (channel !== undefined) channel.onmessage = hear;
	expect(await first.refresh()).toBe('token-3');
	expect(auth.refresh).toHaveBeenCalledTimes(2);
});

it('does not wait long for tabs that do not answer', async () => {
	const { first, channels, auth } = await openSignedIn(2);
	const frozen = [...channels][1];
	if (frozen !== undefined) frozen.onmessage = null;
	const renewed = first.refresh();
	await vi.advanceTimersByTimeAsync(249);
	expect(auth.refresh).not.toHaveBeenCalled();
	await vi.advanceTimersByTimeAsync(1);
	expect(await renewed).toBe('token-2');
});

it('are renewed ahead of time by one of them', async () => {
	const { tabs, auth } = await openSignedIn(5, { random: Math.random });
	await vi.advanceTimersByTimeAsync(845_000);
	expect(new Set(tokens(tabs))).toEqual(new Set(['token-2']));
	expect(auth.refresh).toHaveBeenCalledTimes(1);
});

it('take the lock away from one that froze while it held it', async () => {
	const browser = createBrowser();
	const { auth, openTab, setCookie } = browser;
	setCookie(ada);
	holdRefresh(browser);
	void openTab().restore();
	const others = [openTab(), openTab(), openTab()];
	const restored = Promise.all(others.map((tab) => tab.restore()));
	await vi.advanceTimersByTimeAsync(4999);
	expect(others.map((tab) => tab.store.getState().status)).toEqual(['restoring', 'restoring', 'restoring']);
	await vi.advanceTimersByTimeAsync(1);
	await restored;
	expect(tokens(others)).toEqual(['token-1', 'token-1', 'token-1']);
	// The one that froze and the one that took the lock; the others were not robbed and did not rob.
	expect(auth.refresh).toHaveBeenCalledTimes(2);
});

it('goes on after it was taken for frozen and robbed of its lock', async () => {
	const browser = createBrowser();
	const { openTab, setCookie } = browser;
	setCookie(ada);
	const release = holdRefresh(browser);
	const slow = openTab();
	const slowly = slow.restore();
	const other = openTab();
	const restored = other.restore();
	await vi.advanceTimersByTimeAsync(5000);
	await restored;
	release();
	await slowly;
	expect([slow.store.getState().status, other.store.getState().status]).toEqual(['signed-in', 'signed-in']);
});

it('works where there are no locks', async () => {
	const { tabs, auth } = await openSignedIn(2, { locks: undefined });
	expect(await tabs[0]?.refresh()).toBe('token-2');
	await settle();
	expect(tokens(tabs)).toEqual(['token-2', 'token-2']);
	expect(auth.refresh).toHaveBeenCalledTimes(1);
});

it('are signed out together', async () => {
	const { auth, first, second, stored } = await openSignedIn(2);
	await first.signOut();
	await settle();
	expect(second.store.getState()).toMatchObject({ status: 'signed-out', endedBecause: 'requested' });
	expect(second.getAccessToken()).toBeNull();
	expect(auth.logout).toHaveBeenCalledTimes(1);
	expect(stored.size).toBe(0);
});

it('are not brought back by one that has yet to hear of the sign-out', async () => {
	const { first, second, tabs } = await openSignedIn(2);
	const renewed = second.refresh();
	void first.signOut();
	await renewed;
	await settle();
	expect(tokens(tabs)).toEqual([null, null]);
});

it('follow one that signs in as somebody else', async () => {
	const { auth, first, second, respond } = await openSignedIn(2);
	const heard: string[] = [];
	second.onSignedOut(({ userId }) => heard.push(`out ${userId}`));
	second.onSignedIn((user) => heard.push(`in ${user.id}`));
	auth.login.mockImplementationOnce(async () => respond(grace));
	await first.signIn(credentials);
	await settle();
	expect(second.store.getState().user).toEqual(grace);
	expect(heard).toEqual([`out ${ada.id}`, `in ${grace.id}`]);
});

it('hear once that the session is over, however many find out', async () => {
	const { tabs, auth, setCookie } = await openSignedIn(5);
	const ended: unknown[] = [];
	for (const tab of tabs) tab.onSignedOut(({ reason }) => ended.push(reason));
	setCookie(null);
	expect(await Promise.all(tabs.map((tab) => tab.refresh()))).toEqual([null, null, null, null, null]);
	expect(ended).toEqual(tabs.map(() => 'expired'));
	expect(auth.refresh).toHaveBeenCalledTimes(1);
});

it('keep a newer session than the one that another tab was told is over', async () => {
	const { auth, first, second, channels, setCookie } = await openSignedIn(2);
	// The first tab misses that the second signs in anew, asks for its old session, and learns that it is over.
	const channel = [...channels][0];
	const hear = channel?.onmessage ?? null;
	if (channel !== undefined) channel.onmessage = null;
	await second.signIn(credentials);
	auth.refresh.mockRejectedValueOnce(refusal('SESSION_REVOKED'));
	await Promise.all([first.refresh(), vi.advanceTimersByTimeAsync(250)]);
	if (channel !== undefined) channel.onmessage = hear;
	setCookie(ada);
	await settle();
	expect(second.store.getState().status).toBe('signed-in');
});

it('do not believe what is no news', async () => {
	const { first, channels, respond } = await openSignedIn(2);
	const before = first.getAccessToken();
	const answer = respond(ada);
	for (const data of [
		null,
		'signed-out',
		{ type: 'signed-out' },
		{ type: 'signed-out', reason: 'because', userId: null, token: null },
		{ type: 'signed-out', reason: 'requested', userId: grace.id, token: null },
		{ type: 'renewed', answer, endsAt: 'later' },
		{ type: 'renewed', answer: { ...answer, token: 1 }, endsAt: Date.now() + 900_000 },
		{ type: 'renewed', answer: { ...answer, user: grace }, endsAt: Date.now() + 1_000_000 },
		{ type: 'renewed', answer, endsAt: Date.now() + 1 },
		{ type: 'token-wanted' },
	]) {
		for (const channel of channels) channel.onmessage?.({ data });
	}
	await settle();
	expect(first.getAccessToken()).toBe(before);
});
