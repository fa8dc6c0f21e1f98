import type { AuthResponse } from '@flotilla/contracts';
import { rolePermissions } from '@flotilla/contracts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ada, createBrowser, credentials, grace, lostNetwork, refusal, settle } from '../testing/create-browser.ts';
import type { SessionState } from './session-state.ts';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

const signedOut = (endedBecause: SessionState['endedBecause']): SessionState => ({
	status: 'signed-out',
	user: null,
	permissions: [],
	isProvisional: false,
	endedBecause,
});

describe('restoring', () => {
	it('asks nobody on a first visit', async () => {
		const { auth, openTab } = createBrowser();
		const session = openTab();
		expect(session.store.getState().status).toBe('restoring');
		await session.restore();
		expect(session.store.getState()).toEqual(signedOut(null));
		expect(auth.refresh).not.toHaveBeenCalled();
	});

	it('finds the person of the cookie', async () => {
		const { openTab, setCookie } = createBrowser();
		setCookie(ada);
		const session = openTab();
		const heard: string[] = [];
		session.onSignedIn((user) => heard.push(user.id));
		await session.restore();
		expect(session.store.getState()).toEqual({
			status: 'signed-in',
			user: ada,
			permissions: rolePermissions.member,
			isProvisional: false,
			endedBecause: null,
		});
		expect(session.getAccessToken()).toBe('token-1');
		expect(heard).toEqual([ada.id]);
		expect([session.can('files:upload'), session.can('users:update')]).toEqual([true, false]);
	});

	it('takes what the page has asked before its code ran for its first refresh alone', async () => {
		const { auth, openTab, setCookie } = createBrowser();
		setCookie(ada);
		const answers = [await auth.refresh()];
		auth.refresh.mockClear();
		const session = openTab({ takeEarlyRefresh: () => answers.shift() });
		await session.restore();
		expect(session.store.getState().user).toEqual(ada);
		expect(session.getAccessToken()).toBe('token-1');
		expect(auth.refresh).not.toHaveBeenCalled();
		await session.refresh();
		expect(session.getAccessToken()).toBe('token-2');
	});

	it('has no use for what the page has asked once somebody else may be signed in', async () => {
		const { auth, openTab, setCookie, respond } = createBrowser();
		const early = respond(ada);
		setCookie(grace);
		const answers: AuthResponse[] = [];
		const session = openTab({ takeEarlyRefresh: () => answers.shift() });
		await session.restore();
		// It comes after all, for a lock that was taken away from it.
		answers.push(early);
		await session.refresh();
		expect(session.store.getState().user).toEqual(grace);
		expect(auth.refresh).toHaveBeenCalledTimes(2);
	});

	it('leaves nothing behind of what the page has asked when another tab has the token', async () => {
		const { openTab, setCookie, respond } = createBrowser();
		setCookie(ada);
		await openTab().restore();
		const answers = [respond(ada)];
		await openTab({ takeEarlyRefresh: () => answers.shift() }).restore();
		await settle();
		expect(answers).toEqual([]);
	});

	it('takes an expired cookie for an answer, and does not ask again next time', async () => {
		const { auth, openTab, setCookie } = createBrowser();
		setCookie(null);
		const session = openTab();
		await session.restore();
		expect(session.store.getState()).toEqual(signedOut(null));
		await openTab().restore();
		expect(auth.refresh).toHaveBeenCalledTimes(1);
	});

	it('tries again while the network is away, and then says so without signing anybody out', async () => {
		const { auth, openTab, setCookie, stored } = createBrowser();
		setCookie(ada);
		auth.refresh.mockRejectedValueOnce(lostNetwork());
		const session = openTab();
		const restored = session.restore();
		await vi.advanceTimersByTimeAsync(500);
		await restored;
		expect(session.store.getState().status).toBe('signed-in');

		session.dispose();
		// Whom this device remembers would be signed in provisionally.
		stored.delete('flotilla.session-person');
		const other = openTab();
		auth.refresh.mockRejectedValue(lostNetwork());
		const failed = expect(other.restore()).rejects.toMatchObject({ code: 'NETWORK_ERROR' });
		await vi.advanceTimersByTimeAsync(10_000);
		await failed;
		expect(other.store.getState().status).toBe('restoring');
	});

	it('works where storage is forbidden', async () => {
		const { openTab, setCookie } = createBrowser();
		setCookie(ada);
		const forbidden = () => {
			throw new DOMException('denied', 'SecurityError');
		};
		const session = openTab({ storage: { getItem: forbidden, setItem: forbidden, removeItem: forbidden } });
		await session.restore();
		expect(session.store.getState().user).toEqual(ada);
	});
});

describe('signing in', () => {
	it('leaves nothing in storage but the hint and who it is', async () => {
		const { openTab, stored } = createBrowser();
		const session = openTab();
		expect(await session.signIn(credentials)).toEqual(ada);
		expect([...stored]).toEqual([
			['flotilla.session-hint', '1'],
			['flotilla.session-person', JSON.stringify({ user: ada, permissions: rolePermissions.member })],
		]);
	});

	it('passes the server’s refusal on and changes nothing', async () => {
		const { auth, openTab } = createBrowser();
		auth.login.mockRejectedValue(refusal('INVALID_CREDENTIALS'));
		const session = openTab();
		await session.restore();
		await expect(session.signIn(credentials)).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
		expect(session.store.getState()).toEqual(signedOut(null));
	});

	it('tells everybody who listens, also when one of them throws', async () => {
		const { openTab } = createBrowser();
		const failures: unknown[] = [];
		const session = openTab({ onCallbackFailed: (error) => failures.push(error) });
		const heard: string[] = [];
		const mistake = new Error('a mistake of somebody');
		const throwMistake = () => {
			throw mistake;
		};
		session.onSignedIn(throwMistake);
		session.onSignedIn(() => heard.push('in'));
		session.onSignedOut(throwMistake);
		session.onSignedOut(() => heard.push('out'));
		await session.signIn(credentials);
		await session.signOut();
		expect([heard, failures]).toEqual([
			['in', 'out'],
			[mistake, mistake],
		]);
	});

	it('as another person ends the first session before the second begins', async () => {
		const { auth, openTab } = createBrowser();
		const session = openTab();
		await session.signIn(credentials);
		const heard: string[] = [];
		session.onSignedOut(({ userId, reason }) => heard.push(`out ${userId} ${reason}`));
		session.onSignedIn((user) => heard.push(`in ${user.id}`));
		auth.login.mockResolvedValueOnce({ ...(await auth.login()), user: grace, permissions: [] });
		await session.signIn(credentials);
		expect(heard).toEqual([`out ${ada.id} replaced`, `in ${grace.id}`]);
	});
});

describe('refreshing', () => {
	const signIn = async () => {
		const browser = createBrowser();
		const session = browser.openTab();
		await session.signIn(credentials);
		return { ...browser, session };
	};

	it('is one request for any number of callers', async () => {
		const { auth, session } = await signIn();
		const tokens = await Promise.all(Array.from({ length: 20 }, () => session.refresh()));
		expect(new Set(tokens)).toEqual(new Set(['token-2']));
		expect(session.getAccessToken()).toBe('token-2');
		expect(auth.refresh).toHaveBeenCalledTimes(1);
	});

	it('happens by itself a minute before the token ends, and again', async () => {
		const { auth, session } = await signIn();
		await vi.advanceTimersByTimeAsync(839_999);
		expect(auth.refresh).not.toHaveBeenCalled();
		await vi.advanceTimersByTimeAsync(1);
		expect(session.getAccessToken()).toBe('token-2');
		await vi.advanceTimersByTimeAsync(840_000);
		expect(session.getAccessToken()).toBe('token-3');
	});

	it('keeps trying while the network is away, and signs nobody out', async () => {
		const { auth, session } = await signIn();
		for (let attempt = 0; attempt < 6; attempt += 1) auth.refresh.mockRejectedValueOnce(lostNetwork());
		await vi.advanceTimersByTimeAsync(850_000);
		expect(session.getAccessToken()).toBe('token-1');
		await vi.advanceTimersByTimeAsync(10_000);
		expect(session.getAccessToken()).toBe('token-2');
		expect(session.store.getState().status).toBe('signed-in');
	});

	it('whose answer was lost is asked for again at once, while the server still honours the cookie', async () => {
		const { auth, session } = await signIn();
		auth.refresh.mockRejectedValueOnce(lostNetwork()).mockRejectedValueOnce(refusal('TIMEOUT'));
		const renewed = session.refresh();
		await vi.advanceTimersByTimeAsync(1250);
		expect(await renewed).toBe('token-2');
		expect(session.store.getState().status).toBe('signed-in');
	});

	it('happens ahead of time by a share that is drawn anew', async () => {
		const { openTab, auth } = createBrowser();
		const session = openTab({ random: () => 0.5 });
		await session.signIn(credentials);
		await vi.advanceTimersByTimeAsync(840_000 * 0.95 - 1);
		expect(auth.refresh).not.toHaveBeenCalled();
		await vi.advanceTimersByTimeAsync(1);
		expect(session.getAccessToken()).toBe('token-2');
	});

	it('goes by the life of the token, whatever date this device has', async () => {
		const { openTab, auth } = createBrowser();
		const answer = await auth.login();
		auth.login.mockResolvedValueOnce({ ...answer, expiresAt: new Date(Date.now() - 86_400_000).toISOString() });
		const session = openTab();
		await session.signIn(credentials);
		await vi.advanceTimersByTimeAsync(839_999);
		expect(auth.refresh).not.toHaveBeenCalled();
		await vi.advanceTimersByTimeAsync(1);
		expect(auth.refresh).toHaveBeenCalledTimes(1);
	});

	it('is made up for when the page wakes after its timers stood still', async () => {
		const { session, wake, auth } = await signIn();
		wake();
		await settle();
		expect(auth.refresh).not.toHaveBeenCalled();
		vi.setSystemTime(Date.now() + 3_600_000);
		wake();
		await settle();
		expect(session.getAccessToken()).toBe('token-2');
	});

	it('finds out on waking that somebody signed out meanwhile', async () => {
		const { session, wake, setCookie, stored } = await signIn();
		setCookie(null);
		stored.clear();
		wake();
		await settle();
		expect(session.store.getState()).toEqual(signedOut('expired'));
	});

	it('does not bring back an older version of the person', async () => {
		const { session, setCookie } = await signIn();
		session.replaceUser({ ...ada, firstName: 'Newer', version: 2 });
		setCookie(ada);
		await session.refresh();
		expect(session.store.getState().user?.firstName).toBe('Newer');
	});

	it('rejects for whoever asked, when the server cannot be asked', async () => {
		const { auth, session } = await signIn();
		const working = auth.refresh.getMockImplementation() as () => Promise<AuthResponse>;
		auth.refresh.mockImplementation(() => Promise.reject(lostNetwork()));
		const failed = expect(session.refresh()).rejects.toMatchObject({ code: 'NETWORK_ERROR' });
		await vi.advanceTimersByTimeAsync(5000);
		await failed;
		expect(session.store.getState().status).toBe('signed-in');
		auth.refresh.mockImplementation(working);
		expect(await session.refresh()).toBe('token-2');
	});

	it.each(['RATE_LIMITED', 'INTERNAL_ERROR', 'TOKEN_INVALID', 'RESPONSE_INVALID'])(
		'does not take %s for the end of the session',
		async (code) => {
			const { auth, session } = await signIn();
			auth.refresh.mockRejectedValueOnce(refusal(code));
			await expect(session.refresh()).rejects.toMatchObject({ code });
			expect(session.store.getState().user).toEqual(ada);
		},
	);

	it.each([
		['SESSION_EXPIRED', 'expired'],
		['SESSION_REVOKED', 'revoked'],
		['ACCOUNT_INACTIVE', 'revoked'],
	])('ends the session on %s', async (code, reason) => {
		const { auth, session, stored } = await signIn();
		const heard: unknown[] = [];
		session.onSignedOut((ended) => heard.push(ended));
		auth.refresh.mockRejectedValueOnce(refusal(code));
		expect(await session.refresh()).toBeNull();
		expect(session.store.getState()).toEqual(signedOut(reason as SessionState['endedBecause']));
		expect(session.getAccessToken()).toBeNull();
		expect(heard).toEqual([{ userId: ada.id, reason }]);
		expect(stored.size).toBe(0);
		expect(await session.refresh()).toBeNull();
		expect(auth.refresh).toHaveBeenCalledTimes(1);
	});

	it('that comes back after a sign-out brings nobody back', async () => {
		const { auth, session } = await signIn();
		let answer = (_response: AuthResponse) => {};
		auth.refresh.mockImplementationOnce(
			() =>
				new Promise((resolve) => {
					answer = resolve;
				}),
		);
		const late = session.refresh();
		await settle();
		await session.signOut();
		answer({ ...(await auth.login()), token: 'late' });
		expect(await late).toBeNull();
		expect(session.getAccessToken()).toBeNull();
		expect(session.store.getState().status).toBe('signed-out');
	});

	it('that turns out to be another person’s is not handed to whoever asked as the first', async () => {
		const { session, setCookie } = await signIn();
		const heard: string[] = [];
		session.onSignedOut(({ userId }) => heard.push(`out ${userId}`));
		session.onSignedIn((user) => heard.push(`in ${user.id}`));
		setCookie(grace);
		expect(await session.refresh()).toBeNull();
		expect(session.store.getState().user).toEqual(grace);
		expect(heard).toEqual([`out ${ada.id}`, `in ${grace.id}`]);
	});
});

describe('signing out', () => {
	it('forgets at once, before the server has answered', async () => {
		const { auth, openTab } = createBrowser();
		const session = openTab();
		await session.signIn(credentials);
		auth.logout.mockImplementationOnce(() => new Promise(() => {}));
		void session.signOut();
		expect(session.getAccessToken()).toBeNull();
		expect(session.store.getState()).toEqual(signedOut('requested'));
		expect(vi.getTimerCount()).toBe(0);
	});

	it('without a network is finished by the next visit', async () => {
		const { auth, openTab, stored } = createBrowser();
		const session = openTab();
		await session.signIn(credentials);
		auth.logout.mockRejectedValueOnce(lostNetwork());
		await session.signOut();
		const next = openTab();
		await next.restore();
		expect(next.store.getState()).toEqual(signedOut(null));
		expect(auth.logout).toHaveBeenCalledTimes(2);
		expect(auth.refresh).not.toHaveBeenCalled();
		expect(stored.size).toBe(0);
	});
});

describe('replaceUser', () => {
	it('takes a newer version of the same person, with what the role allows', async () => {
		const { openTab } = createBrowser();
		const session = openTab();
		await session.signIn(credentials);
		session.replaceUser({ ...ada, firstName: 'Older' });
		session.replaceUser({ ...grace, version: 9 });
		expect(session.store.getState().user).toEqual(ada);
		session.replaceUser({ ...ada, role: 'viewer', version: 2 });
		expect(session.store.getState()).toMatchObject({
			user: { role: 'viewer', version: 2 },
			permissions: rolePermissions.viewer,
		});
	});
});
