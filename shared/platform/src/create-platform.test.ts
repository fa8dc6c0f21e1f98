import { userKeys } from '@flotilla/data-cache';
import type { EventMessage } from '@flotilla/event-bus';
import { buildUser, FakeFailure, fakePassword } from '@flotilla/testing';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type StartPlatformOptions, startPlatform } from './testing/start-platform.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const ada = buildUser({ firstName: 'Ada', role: 'admin', email: 'ada@flotilla.test' });
const bea = buildUser({ firstName: 'Bea', email: 'bea@flotilla.test' });

const setUp = (options: StartPlatformOptions = {}) => {
	const started = startPlatform({ users: [ada, bea], ...options });
	const messages: EventMessage[] = [];
	started.platform.bus.onAny((message) => messages.push(message));
	const { platform, server } = started;
	onTestFinished(() => platform.dispose());
	return {
		...started,
		/** What was raised under this name, oldest first. */
		raised: (name: EventMessage['name']) =>
			messages.flatMap((message) => (message.name === name ? [message.payload] : [])),
		signIn: (email = ada.email) => platform.session.signIn({ email, password: fakePassword }),
		connected: () =>
			vi.waitFor(() => expect([platform.realtime.state, server.connectionCount]).toEqual(['connected', 1])),
		/** Time for whatever should not happen to happen. */
		settle: () => vi.advanceTimersByTimeAsync(50),
	};
};

describe('signing in', () => {
	it('tells the page who it is, and connects with their token', async () => {
		const { signIn, connected, raised, server, backend, settle, platform } = setUp();
		await settle();
		expect([platform.realtime.state, server.received]).toEqual(['disconnected', []]);
		await signIn();
		await connected();
		expect(raised('session:signed-in')).toEqual([{ userId: ada.id }]);
		const [token] = [...backend.tokens.keys()];
		expect(server.received).toMatchObject([{ type: 'authenticate', payload: { token } }]);
	});

	it('by the cookie of an earlier visit does the same', async () => {
		const { platform, connected, raised } = setUp({ role: 'admin' });
		await platform.session.restore();
		await connected();
		expect(raised('session:signed-in')).toEqual([{ userId: ada.id }]);
	});

	it('without the server begins for whom the device remembers, and connects once they are confirmed', async () => {
		const { platform, backend, connected, raised, titles, settle } = setUp({ role: 'admin', remembered: ada });
		const begin = vi.spyOn(platform.push, 'begin');
		backend.failNext('POST /auth/refresh', 'network');
		await platform.session.restore();
		await settle();
		expect(platform.session.store.getState()).toMatchObject({ isProvisional: true, user: { id: ada.id } });
		expect([platform.realtime.state, titles()]).toEqual(['disconnected', ['No connection (1)']]);
		// A call waits for the token that it needs.
		const people = platform.api.users.list();
		await vi.advanceTimersByTimeAsync(500);
		expect((await people).users).toHaveLength(2);
		await connected();
		expect(raised('session:signed-in')).toEqual([{ userId: ada.id }]);
		expect(titles()).toEqual(['Connected again (1)']);
		expect(begin.mock.calls).toEqual([[ada.id], [ada.id]]);
	});

	it('as another person ends the first session as replaced, which is no news to tell', async () => {
		const { signIn, raised, titles } = setUp();
		await signIn();
		await signIn(bea.email);
		expect(raised('session:signed-out')).toEqual([{ userId: ada.id, reason: 'replaced' }]);
		expect(titles()).toEqual([]);
	});

	it('sends the token and the composition with every call from then on', async () => {
		const { platform, signIn, backend } = setUp();
		await signIn();
		await platform.api.users.list();
		const { headers } = backend.requests.at(-1) ?? {};
		expect(headers).toMatchObject({ 'x-composition-id': 'composition-1' });
		expect(backend.tokens.get(headers?.authorization?.replace('Bearer ', '') ?? '')).toBe(ada.id);
	});

	it('feeds the bus with what the server publishes, from where its answer left off', async () => {
		const { signIn, connected, raised, backend, platform } = setUp();
		// After the answer and before the socket: nobody is connected to hear it.
		platform.bus.on('session:signed-in', () => backend.changeUser(bea.id, { firstName: 'Beatrice' }));
		await signIn();
		await connected();
		await vi.waitFor(() => expect(raised('users:updated')).toMatchObject([{ user: { firstName: 'Beatrice' } }]));
		backend.changeUser(bea.id, { firstName: 'Trixie' });
		await vi.waitFor(() => expect(raised('users:updated')).toHaveLength(2));
		expect(platform.realtime.state).toBe('connected');
	});

	it('follows what others change about the person who is signed in', async () => {
		const { signIn, connected, backend, platform } = setUp();
		await signIn();
		await connected();
		backend.changeUser(bea.id, { firstName: 'Somebody else' });
		backend.changeUser(ada.id, { firstName: 'Augusta', role: 'viewer' });
		await vi.waitFor(() => expect(platform.session.store.getState().user?.firstName).toBe('Augusta'));
		expect(platform.session.can('users:update')).toBe(false);
	});
});

describe('a token that has run out', () => {
	it('is renewed once, however many calls find out', async () => {
		const { platform, signIn, backend } = setUp();
		await signIn();
		backend.expireTokens();
		await Promise.all([platform.api.users.list(), platform.api.users.read(bea.id), platform.api.auth.me()]);
		expect(backend.refreshCount).toBe(1);
		expect(platform.session.store.getState().status).toBe('signed-in');
	});
});

describe('signing out', () => {
	it('disconnects, forgets what was cached and shown, and says that it was asked for', async () => {
		const { platform, signIn, connected, raised, server, titles } = setUp();
		await signIn();
		await connected();
		await platform.cache.preload(userKeys.detail(bea.id));
		platform.notifications.add({ title: 'Saved' });
		expect(platform.cache.read(userKeys.detail(bea.id))).toMatchObject({ firstName: 'Bea' });

		await platform.session.signOut();
		expect(platform.cache.read(userKeys.detail(bea.id))).toBeUndefined();
		expect(titles()).toEqual([]);
		expect(platform.realtime.state).toBe('disconnected');
		expect(server.connectionCount).toBe(0);
		expect(raised('session:signed-out')).toEqual([{ userId: ada.id, reason: 'requested' }]);
	});

	it('takes the push messages of this device along, which signing in has taken up', async () => {
		const { platform, signIn } = setUp();
		const begin = vi.spyOn(platform.push, 'begin');
		const end = vi.spyOn(platform.push, 'end');
		await signIn();
		expect([begin.mock.calls, end.mock.calls]).toEqual([[[ada.id]], []]);
		await platform.session.signOut();
		expect(end).toHaveBeenCalledTimes(1);
	});

	it('leaves nothing to the next person', async () => {
		const { platform, signIn, connected, raised } = setUp();
		await signIn();
		await connected();
		await platform.cache.preload(userKeys.detail(bea.id));
		await platform.session.signOut();
		await signIn(bea.email);
		await connected();
		expect(platform.cache.read(userKeys.detail(bea.id))).toBeUndefined();
		expect(raised('session:signed-in')).toEqual([{ userId: ada.id }, { userId: bea.id }]);
		expect(platform.session.can('users:update')).toBe(false);
	});
});

describe('a session that the server ends', () => {
	it.each([
		['SESSION_EXPIRED', 'expired'],
		['SESSION_REVOKED', 'revoked'],
	] as const)('by %s is told once, however many calls find out', async (code, reason) => {
		const { platform, signIn, connected, backend, raised, titles, server, settle } = setUp();
		await signIn();
		await connected();
		platform.notifications.add({ title: 'Saved' });
		backend.expireTokens();
		backend.failNext('POST /auth/refresh', new FakeFailure(code));
		const calls = await Promise.allSettled([platform.api.users.list(), platform.api.users.read(bea.id)]);
		await settle();
		expect(calls.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
		expect(raised('session:signed-out')).toEqual([{ userId: ada.id, reason }]);
		expect(titles()).toEqual(['Your session has ended (1)']);
		expect([platform.realtime.state, server.connectionCount]).toEqual(['disconnected', 0]);
	});

	it('leaves unfinished uploads to go on later; a person who leaves takes them along', async () => {
		const entries = new Map([['flotilla.uploads:person:1', '{}']]);
		vi.stubGlobal('window', {
			localStorage: {
				get length() {
					return entries.size;
				},
				key: (index: number) => [...entries.keys()][index] ?? null,
				removeItem: (key: string) => void entries.delete(key),
			},
		});
		onTestFinished(() => void vi.unstubAllGlobals());
		const { platform, signIn, backend, raised, settle } = setUp();
		await signIn();
		backend.expireTokens();
		backend.failNext('POST /auth/refresh', new FakeFailure('SESSION_EXPIRED'));
		await platform.api.users.list().catch(() => {});
		await settle();
		expect(raised('session:signed-out')).toEqual([{ userId: ada.id, reason: 'expired' }]);
		expect(entries.size).toBe(1);

		await signIn();
		await platform.session.signOut();
		expect(entries.size).toBe(0);
	});

	it('is found out by any call that is told so, once a refresh has confirmed it', async () => {
		const { platform, signIn, backend, raised, settle } = setUp();
		await signIn();
		backend.failNext('GET /users', new FakeFailure('SESSION_REVOKED'));
		await platform.api.users.list().catch(() => {});
		await settle();
		expect([platform.session.store.getState().status, backend.refreshCount]).toEqual(['signed-in', 1]);

		backend.failNext('GET /users', new FakeFailure('SESSION_REVOKED'));
		backend.failNext('POST /auth/refresh', new FakeFailure('SESSION_REVOKED'));
		await platform.api.users.list().catch(() => {});
		await settle();
		expect(raised('session:signed-out')).toEqual([{ userId: ada.id, reason: 'revoked' }]);
	});

	it('before the page was opened is nobody’s news', async () => {
		const { platform, titles, raised, settle } = setUp();
		await platform.session.restore();
		await settle();
		expect(platform.session.store.getState().status).toBe('signed-out');
		expect(titles()).toEqual([]);
		expect(raised('session:signed-out')).toEqual([]);
	});
});

describe('dispose', () => {
	it('leaves no timer, connection or listener behind', async () => {
		const { platform, signIn, connected, held, server, titles } = setUp();
		await signIn();
		await connected();
		// Waiting to reconnect is when the connection holds the most.
		server.drop();
		await vi.waitFor(() => expect(platform.realtime.state).toBe('reconnecting'));
		expect(vi.getTimerCount()).toBeGreaterThan(0);
		// Channels of the session and of what tabs tell each other; the network state alone listens to the device.
		expect(held).toEqual({ channels: 2, networkListeners: 1 });

		platform.dispose();
		expect(vi.getTimerCount()).toBe(0);
		expect(held).toEqual({ channels: 0, networkListeners: 0 });
		expect(platform.realtime.state).toBe('disconnected');

		platform.bus.emit('session:signed-out', { userId: null, reason: 'expired' });
		platform.bus.emit('api:request-failed', { code: 'TIMEOUT', status: 0, message: '', method: 'GET', path: '/users' });
		expect(titles()).toEqual([]);
	});
});
