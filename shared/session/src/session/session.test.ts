import type { AuthResponse, User } from '@flotilla/contracts';
import { rolePermissions } from '@flotilla/contracts';
import { buildUser } from '@flotilla/testing';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Locks } from './browser-lock.ts';
import { createSession, type SessionAuthPort, type SessionOptions } from './create-session.ts';
import type { NewsChannel } from './session-channel.ts';
import type { SessionState } from './session-state.ts';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

const ada = buildUser({ role: 'member' });
const grace = buildUser({ role: 'admin' });
const credentials = { email: ada.email, password: 'a password' };

const refusal = (code: string) => Object.assign(new Error(code), { code });
const lostNetwork = () => refusal('NETWORK_ERROR');

/** A browser: what its tabs share. */
const createBrowser = () => {
	const stored = new Map<string, string>();
	const channels = new Set<NewsChannel>();
	let cookieOf: User | null = null;
	let issued = 0;
	/** One at a time, in order of asking; a waiting one can be given up. */
	let tail: Promise<unknown> = Promise.resolve();
	const locks: Locks = {
		request: (_name, { signal }, callback) => {
			const turn = tail.then(() => {
				if (!signal.aborted) return callback();
				throw signal.reason;
			});
			tail = turn.catch(() => {});
			return Promise.race([
				turn,
				new Promise<never>((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
			]);
		},
	};

	const respond = (user: User): AuthResponse => {
		cookieOf = user;
		issued += 1;
		return {
			user,
			permissions: [...rolePermissions[user.role]],
			token: `token-${issued}`,
			expiresIn: 900,
			expiresAt: new Date(Date.now() + 900_000).toISOString(),
			position: { epoch: 'one', offset: issued },
		};
	};

	const auth = {
		login: vi.fn(async () => respond(ada)),
		refresh: vi.fn(async (): Promise<AuthResponse> => {
			if (cookieOf === null) throw refusal('SESSION_EXPIRED');
			return respond(cookieOf);
		}),
		logout: vi.fn(async (): Promise<unknown> => {
			cookieOf = null;
			return null;
		}),
	} satisfies SessionAuthPort;

	const openTab = (options: Partial<SessionOptions> = {}) => {
		const session = createSession({
			auth,
			locks,
			storage: {
				getItem: (key) => stored.get(key) ?? null,
				setItem: (key, value) => void stored.set(key, value),
				removeItem: (key) => void stored.delete(key),
			},
			createChannel: () => {
				const channel: NewsChannel = {
					onmessage: null,
					postMessage: (data) => {
						for (const other of channels) if (other !== channel) queueMicrotask(() => other.onmessage?.({ data }));
					},
					close: () => channels.delete(channel),
				};
				channels.add(channel);
				return channel;
			},
			...options,
		});
		onTestFinished(() => session.dispose());
		return session;
	};

	return {
		auth,
		stored,
		openTab,
		channels,
		setCookie: (user: User | null) => {
			cookieOf = user;
			stored.set('flotilla.session-hint', '1');
		},
	};
};

const settle = () => vi.advanceTimersByTimeAsync(0);

const signedOut = (endedBecause: SessionState['endedBecause']): SessionState => ({
	status: 'signed-out',
	user: null,
	permissions: [],
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
			endedBecause: null,
		});
		expect(session.getAccessToken()).toBe('token-1');
		expect(heard).toEqual([ada.id]);
		expect([session.can('files:upload'), session.can('users:update')]).toEqual([true, false]);
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
		const { auth, openTab, setCookie } = createBrowser();
		setCookie(ada);
		auth.refresh.mockRejectedValueOnce(lostNetwork());
		const session = openTab();
		const restored = session.restore();
		await vi.advanceTimersByTimeAsync(500);
		await restored;
		expect(session.store.getState().status).toBe('signed-in');

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
	it('leaves nothing in storage but the hint', async () => {
		const { openTab, stored } = createBrowser();
		const session = openTab();
		expect(await session.signIn(credentials)).toEqual(ada);
		expect([...stored]).toEqual([['flotilla.session-hint', '1']]);
	});

	it('passes the server’s refusal on and changes nothing', async () => {
		const { auth, openTab } = createBrowser();
		auth.login.mockRejectedValue(refusal('INVALID_CREDENTIALS'));
		const session = openTab();
		await session.restore();
		await expect(session.signIn(credentials)).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
		expect(session.store.getState()).toEqual(signedOut(null));
	});

	it('as another person ends the first session before the second begins', async () => {
		const { auth, openTab } = createBrowser();
		const session = openTab();
		await session.signIn(credentials);
		const heard: string[] = [];
		session.onSignedOut(({ userId }) => heard.push(`out ${userId}`));
		session.onSignedIn((user) => heard.push(`in ${user.id}`));
		auth.login.mockResolvedValueOnce({ ...(await auth.login()), user: grace, permissions: [] });
		await session.signIn(credentials);
		expect(heard).toEqual([`out ${ada.id}`, `in ${grace.id}`]);
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
		auth.refresh.mockRejectedValueOnce(lostNetwork()).mockRejectedValueOnce(lostNetwork());
		await vi.advanceTimersByTimeAsync(840_000);
		expect(session.getAccessToken()).toBe('token-1');
		await vi.advanceTimersByTimeAsync(20_000);
		expect(session.getAccessToken()).toBe('token-2');
		expect(session.store.getState().status).toBe('signed-in');
	});

	it('rejects for whoever asked, when the server cannot be asked', async () => {
		const { auth, session } = await signIn();
		auth.refresh.mockRejectedValueOnce(lostNetwork());
		await expect(session.refresh()).rejects.toMatchObject({ code: 'NETWORK_ERROR' });
		expect(session.store.getState().status).toBe('signed-in');
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

describe('several tabs', () => {
	it('refresh one after the other', async () => {
		const { auth, openTab, setCookie } = createBrowser();
		setCookie(ada);
		let running = 0;
		let most = 0;
		const { refresh } = auth;
		const plain = refresh.getMockImplementation() as () => Promise<AuthResponse>;
		refresh.mockImplementation(async () => {
			running += 1;
			most = Math.max(most, running);
			await new Promise((resolve) => setTimeout(resolve, 10));
			running -= 1;
			return plain();
		});
		const tabs = Array.from({ length: 5 }, () => openTab());
		const restored = Promise.all(tabs.map((tab) => tab.restore()));
		await vi.advanceTimersByTimeAsync(100);
		await restored;
		expect(most).toBe(1);
		expect(tabs.map((tab) => tab.store.getState().status)).toEqual(tabs.map(() => 'signed-in'));
	});

	it('do not wait for ever for one that froze', async () => {
		const { auth, openTab, setCookie } = createBrowser();
		setCookie(ada);
		auth.refresh.mockImplementationOnce(() => new Promise(() => {}));
		void openTab().restore();
		const second = openTab();
		const restored = second.restore();
		await vi.advanceTimersByTimeAsync(4999);
		expect(second.store.getState().status).toBe('restoring');
		await vi.advanceTimersByTimeAsync(1);
		await restored;
		expect(second.store.getState().status).toBe('signed-in');
	});

	it('are signed out together', async () => {
		const { auth, openTab, stored } = createBrowser();
		const [first, second] = [openTab(), openTab()];
		await first.signIn(credentials);
		await settle();
		expect(second.store.getState().user).toEqual(ada);
		await first.signOut();
		await settle();
		expect(second.store.getState()).toEqual(signedOut('requested'));
		expect(second.getAccessToken()).toBeNull();
		expect(auth.logout).toHaveBeenCalledTimes(1);
		expect(stored.size).toBe(0);
	});

	it('follow one that signs in as somebody else', async () => {
		const { auth, openTab } = createBrowser();
		const [first, second] = [openTab(), openTab()];
		await first.signIn(credentials);
		await settle();
		const heard: string[] = [];
		second.onSignedOut(({ userId }) => heard.push(`out ${userId}`));
		auth.login.mockImplementationOnce(async () => ({ ...(await auth.refresh()), user: grace }));
		auth.refresh.mockImplementation(async () => ({ ...(await auth.login()), user: grace }));
		await first.signIn(credentials);
		await settle();
		expect(second.store.getState().user).toEqual(grace);
		expect(heard).toEqual([`out ${ada.id}`]);
	});

	it('do not believe what is no news', async () => {
		const { openTab, channels } = createBrowser();
		const session = openTab();
		await session.signIn(credentials);
		for (const data of [null, 'signed-out', { type: 'signed-out' }, { type: 'signed-out', reason: 'because' }]) {
			for (const channel of channels) channel.onmessage?.({ data });
		}
		expect(session.store.getState().status).toBe('signed-in');
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
