import { type AuthResponse, rolePermissions, type User } from '@flotilla/contracts';
import { buildUser } from '@flotilla/testing';
import { onTestFinished, vi } from 'vitest';
import { createSession } from '../session/create-session.ts';
import type { NewsChannel } from '../session/session-channel.ts';
import type { SessionAuthPort, SessionOptions } from '../session/session-options.ts';
import { createFakeLocks } from './fake-locks.ts';

export const ada = buildUser({ role: 'member' });
export const grace = buildUser({ role: 'admin' });
export const credentials = { email: ada.email, password: 'a password' };

export const refusal = (code: string) => Object.assign(new Error(code), { code });
export const lostNetwork = () => refusal('NETWORK_ERROR');

/** A browser: what its tabs share, and the server that its cookie goes to. Time is vitest's. */
export const createBrowser = () => {
	const stored = new Map<string, string>();
	const channels = new Set<NewsChannel>();
	const locksOf = createFakeLocks();
	const wakers = new Set<() => void>();
	const onlineListeners = new Set<() => void>();
	let isOnline = true;
	let cookieOf: User | null = null;
	let issued = 0;
	let opened = 0;

	const respond = (user: User): AuthResponse => {
		cookieOf = user;
		issued += 1;
		// An answer takes its time: no two tokens end at the same moment.
		vi.setSystemTime(Date.now() + 1);
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
		opened += 1;
		const session = createSession({
			auth,
			random: () => 0,
			locks: locksOf(`tab-${opened}`),
			network: {
				isOnline: () => isOnline,
				onOnline: (callback) => {
					onlineListeners.add(callback);
					return () => onlineListeners.delete(callback);
				},
			},
			onWake: (callback) => {
				wakers.add(callback);
				return () => wakers.delete(callback);
			},
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
		locksOf,
		respond,
		/** Every tab is looked at again. */
		wake: () => {
			for (const waker of wakers) waker();
		},
		setOnline: (online: boolean) => {
			isOnline = online;
			if (online) for (const listener of onlineListeners) listener();
		},
		setCookie: (user: User | null) => {
			cookieOf = user;
			stored.set('flotilla.session-hint', '1');
		},
	};
};

/** Time for what is due now, and for what that brings about. */
export const settle = () => vi.advanceTimersByTimeAsync(0);
