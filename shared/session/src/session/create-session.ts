import { type AuthResponse, type LoginBody, type Permission, rolePermissions, type User } from '@flotilla/contracts';
import { createStore } from 'zustand/vanilla';
import { type Locks, withBrowserLock } from './browser-lock.ts';
import { type Clock, systemClock } from './clock.ts';
import {
	type CreateChannel,
	channelName,
	createBrowserChannel,
	readNews,
	type SessionNews,
} from './session-channel.ts';
import { createSessionHint, type HintStorage } from './session-hint.ts';
import { restoring, type SessionEndReason, type SessionState, type SessionStore } from './session-state.ts';

type Unsubscribe = () => void;

/** The calls a session makes; `Api['auth']` fits. Rejections carry the server's `code`. */
export interface SessionAuthPort {
	login(body: LoginBody): Promise<AuthResponse>;
	refresh(): Promise<AuthResponse>;
	logout(): Promise<unknown>;
}

export interface SessionOptions {
	auth: SessionAuthPort;
	/** Default: the system's. */
	clock?: Clock;
	/** Default: `navigator.locks` in browsers. Pass undefined for none. */
	locks?: Locks | undefined;
	/** Default: `BroadcastChannel` in browsers. */
	createChannel?: CreateChannel | undefined;
	/** Default: `localStorage`. */
	storage?: HintStorage | undefined;
	/** Milliseconds before the token's end at which it is renewed. Default 60000. */
	refreshAhead?: number;
	/** Milliseconds to wait for a refresh in another tab. Default 5000. */
	lockTimeout?: number;
	/** Milliseconds between the attempts of `restore` while the server cannot be reached. Default 500, 1500, 4000. */
	restoreRetryDelays?: readonly number[];
}

export interface Session {
	readonly store: SessionStore;
	/**
	 * Finds out who is signed in, by one refresh with the cookie. Not being signed in is an answer and not
	 * an error. Rejects only when the server could not be asked; the status is then still `restoring` and
	 * `restore` may be called again.
	 */
	restore(): Promise<void>;
	/** Rejects with the server's error. */
	signIn(body: LoginBody): Promise<User>;
	/** Ends the session here and in every tab at once, then tells the server. Never rejects. */
	signOut(): Promise<void>;
	/** Kept in memory alone. */
	getAccessToken(): string | null;
	/**
	 * A fresh access token; one refresh at a time, whoever asks. Null when this session is over. Rejects
	 * when the server could not be asked, and nobody is signed out by that.
	 */
	refresh(): Promise<string | null>;
	can(permission: Permission): boolean;
	onSignedIn(callback: (user: User) => void): Unsubscribe;
	onSignedOut(callback: (ended: { userId: string | null; reason: SessionEndReason }) => void): Unsubscribe;
	/** Takes a newer version of the signed-in person, with what their role allows; anything else is ignored. */
	replaceUser(user: User): void;
	/** Lets go of timers, channel and listeners. */
	dispose(): void;
}

/** The server's word that a session is over. Anything else leaves it as it is. */
const endings: Readonly<Record<string, SessionEndReason>> = {
	SESSION_EXPIRED: 'expired',
	SESSION_REVOKED: 'revoked',
	ACCOUNT_INACTIVE: 'revoked',
};

/** Milliseconds between attempts to renew a token ahead of its end while the server cannot be reached. */
const renewalRetryDelay = 10_000;

export const createSession = (options: SessionOptions): Session => {
	const {
		auth,
		clock = systemClock,
		refreshAhead = 60_000,
		lockTimeout = 5000,
		restoreRetryDelays = [500, 1500, 4000],
	} = options;
	const store = createStore<SessionState>(() => restoring);
	const hint = createSessionHint(() => ('storage' in options ? options.storage : globalThis.localStorage));
	const channel = ('createChannel' in options ? options.createChannel : createBrowserChannel)?.(channelName);
	const signedInListeners = new Set<(user: User) => void>();
	const signedOutListeners = new Set<(ended: { userId: string | null; reason: SessionEndReason }) => void>();
	let accessToken: string | null = null;
	/** Changes with every session, so that an answer for an earlier one is not taken for this one. */
	let epoch = 0;
	let refreshing: Promise<string | null> | null = null;
	let timer: unknown;

	const tell = (news: SessionNews): void => channel?.postMessage(news);

	const begin = ({ user, permissions, token, expiresIn }: AuthResponse): void => {
		const before = store.getState();
		if (before.user !== null && before.user.id !== user.id) end('requested');
		const isNew = store.getState().user === null;
		if (isNew) epoch += 1;
		accessToken = token;
		hint.write('present');
		schedule(expiresIn * 1000);
		store.setState({ status: 'signed-in', user, permissions, endedBecause: null });
		if (isNew) for (const listener of [...signedInListeners]) listener(user);
	};

	const end = (reason: SessionEndReason | null): void => {
		const { user, status } = store.getState();
		epoch += 1;
		accessToken = null;
		refreshing = null;
		clock.clearTimeout(timer);
		store.setState({ status: 'signed-out', user: null, permissions: [], endedBecause: reason });
		if (reason === null || status === 'signed-out') return;
		for (const listener of [...signedOutListeners]) listener({ userId: user?.id ?? null, reason });
	};

	/** Ahead of the token's end; by its lifetime and not by the date, which this device may have wrong. */
	const schedule = (lifetime: number): void => {
		clock.clearTimeout(timer);
		const delay = Math.max(lifetime - refreshAhead, lifetime / 2);
		const started = clock.now();
		const renew = (): void => {
			refresh().catch(() => {
				// When the token is past its end, the next request that needs one renews it.
				if (clock.now() - started < lifetime) timer = clock.setTimeout(renew, renewalRetryDelay);
			});
		};
		timer = clock.setTimeout(renew, delay);
	};

	const askForToken = async (): Promise<string | null> => {
		const asked = epoch;
		const userId = store.getState().user?.id;
		try {
			const answer = await withBrowserLock(
				{ locks: browserLocks(options), clock, name: 'flotilla.session-refresh', timeout: lockTimeout },
				() => auth.refresh(),
			);
			// Signed out meanwhile: the server has ended that session, and so has this page.
			if (asked !== epoch) return null;
			begin(answer);
			// The cookie now belongs to another person; what the first one wanted must not be done as the second.
			return userId === undefined || userId === answer.user.id ? answer.token : null;
		} catch (error) {
			if (asked !== epoch) return null;
			const reason = endings[codeOf(error)];
			if (reason === undefined) throw error;
			hint.write('none');
			end(userId === undefined ? null : reason);
			if (userId !== undefined) tell({ type: 'signed-out', reason });
			return null;
		}
	};

	const refresh = (): Promise<string | null> => {
		if (store.getState().status === 'signed-out') return Promise.resolve(null);
		if (refreshing !== null) return refreshing;
		const current = askForToken().finally(() => {
			if (refreshing === current) refreshing = null;
		});
		refreshing = current;
		return current;
	};

	const enter = async (answer: Promise<AuthResponse>): Promise<User> => {
		const response = await answer;
		begin(response);
		tell({ type: 'signed-in', userId: response.user.id });
		return response.user;
	};

	const tellServer = async (): Promise<void> => {
		hint.write('ending');
		try {
			await auth.logout();
			// Somebody may have signed in while the answer was on its way.
			if (hint.read() === 'ending') hint.write('none');
		} catch {
			// The hint stays at `ending`: the next `restore` ends what this call could not.
		}
	};

	const restore = async (): Promise<void> => {
		if (store.getState().status === 'signed-in') return;
		if (hint.read() === 'ending') await tellServer();
		if (hint.read() !== 'present') {
			end(null);
			return;
		}
		store.setState(restoring);
		for (const delay of [...restoreRetryDelays, null]) {
			try {
				await refresh();
				return;
			} catch (error) {
				if (delay === null) throw error;
				await new Promise<void>((resolve) => clock.setTimeout(resolve, delay));
			}
		}
	};

	if (channel !== undefined) {
		channel.onmessage = ({ data }) => {
			const news = readNews(data);
			const { status, user } = store.getState();
			if (news === null) return;
			if (news.type === 'signed-out') {
				if (status !== 'signed-out') end(news.reason);
				return;
			}
			if (user?.id === news.userId) return;
			if (user !== null) end('requested');
			// The cookie is the other tab's by now. If the server cannot be asked, a reload will.
			restore().catch(() => {});
		};
	}

	return {
		store,
		restore,
		signIn: (body) => enter(auth.login(body)),
		async signOut() {
			end('requested');
			tell({ type: 'signed-out', reason: 'requested' });
			await tellServer();
		},
		getAccessToken: () => accessToken,
		refresh,
		can: (permission) => store.getState().permissions.includes(permission),
		onSignedIn(callback) {
			signedInListeners.add(callback);
			return () => signedInListeners.delete(callback);
		},
		onSignedOut(callback) {
			signedOutListeners.add(callback);
			return () => signedOutListeners.delete(callback);
		},
		replaceUser(user) {
			const { user: current } = store.getState();
			if (current === null || current.id !== user.id || current.version >= user.version) return;
			const permissions = current.role === user.role ? store.getState().permissions : rolePermissions[user.role];
			store.setState({ user, permissions });
		},
		dispose() {
			epoch += 1;
			clock.clearTimeout(timer);
			if (channel !== undefined) {
				channel.onmessage = null;
				channel.close();
			}
			signedInListeners.clear();
			signedOutListeners.clear();
		},
	};
};

const browserLocks = (options: SessionOptions): Locks | undefined =>
	'locks' in options || typeof globalThis.window === 'undefined' ? options.locks : globalThis.navigator.locks;

const codeOf = (error: unknown): string =>
	typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
