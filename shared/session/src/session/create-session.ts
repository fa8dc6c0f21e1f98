import {
	type AuthResponse,
	type LoginBody,
	type Permission,
	rolePermissions,
	type StreamPosition,
	type User,
} from '@flotilla/contracts';
import { createStore } from 'zustand/vanilla';
import { type Locks, withBrowserLock } from './browser-lock.ts';
import { type CleanUp, createCleanUps, type EndedSession } from './clean-ups.ts';
import { systemClock } from './clock.ts';
import { createOtherTabs } from './other-tabs.ts';
import { channelName, createBrowserChannel, readNews, type SessionNews } from './session-channel.ts';
import { createSessionHint } from './session-hint.ts';
import type { SessionOptions } from './session-options.ts';
import { restoring, type SessionEndReason, type SessionState, type SessionStore } from './session-state.ts';
import { onBrowserWake } from './wake.ts';

type Unsubscribe = () => void;

export interface Session {
	readonly store: SessionStore;
	/**
	 * Finds out who is signed in: from another tab, or by one refresh with the cookie. Not being signed in is an
	 * answer and not an error. Rejects only when the server could not be asked; the status is then still `restoring`
	 * and `restore` may be called again.
	 */
	restore(): Promise<void>;
	/** Rejects with the server's error. */
	signIn(body: LoginBody): Promise<User>;
	/** Ends the session here and in every tab at once, then cleans up and tells the server. Never rejects. */
	signOut(): Promise<void>;
	/** Kept in memory alone. */
	getAccessToken(): string | null;
	/**
	 * A fresh access token; one refresh at a time, whoever asks in whichever tab. Null when this session is over.
	 * Rejects when the server could not be asked, and nobody is signed out by that.
	 */
	refresh(): Promise<string | null>;
	can(permission: Permission): boolean;
	/** `position`: where the event log was when the token was given out. */
	onSignedIn(callback: (user: User, position: StreamPosition) => void): Unsubscribe;
	/** Called at once, in every tab, before any clean-up has finished. */
	onSignedOut(callback: (ended: EndedSession) => void): Unsubscribe;
	/**
	 * Registers what wipes what a part of the page keeps of a person: caches, queues, databases. Runs in every tab
	 * when the session ends, for whichever reason; the next session in this tab begins when all have finished.
	 */
	onCleanUp(cleanUp: CleanUp): Unsubscribe;
	/** Takes a newer version of the signed-in person, with what their role allows; anything else is ignored. */
	replaceUser(user: User): void;
	/** Lets go of timers, channel, locks and listeners. */
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
		random = Math.random,
		onWake = onBrowserWake,
		refreshAhead = 60_000,
		refreshJitter = 0.1,
		lockTimeout = 5000,
		answerTimeout = 250,
		refreshRetryDelays = [250, 1000, 3000],
		restoreRetryDelays = [500, 1500, 4000],
		cleanUpTimeout = 5000,
		onCleanUpFailed = (error: unknown) => globalThis.reportError?.(error),
	} = options;
	const locks = browserLocks(options);
	const store = createStore<SessionState>(() => restoring);
	const hint = createSessionHint(() => ('storage' in options ? options.storage : globalThis.localStorage));
	const channel = ('createChannel' in options ? options.createChannel : createBrowserChannel)?.(channelName);
	const otherTabs = createOtherTabs({ locks: channel === undefined ? undefined : locks, clock, answerTimeout });
	const cleanUps = createCleanUps({ clock, timeout: cleanUpTimeout, onFailed: onCleanUpFailed });
	const signedInListeners = new Set<(user: User, position: StreamPosition) => void>();
	const signedOutListeners = new Set<(ended: EndedSession) => void>();
	/** By its lifetime and not by the date of its end, which this device may have wrong. */
	let held: { answer: AuthResponse; lifetime: number; since: number; renewAt: number } | null = null;
	/** Changes with every session, so that an answer for an earlier one is not taken for this one. */
	let epoch = 0;
	let refreshing: Promise<string | null> | null = null;
	/** Of the refresh that is under way: there is nothing left to wait for. */
	let stopWaiting = new AbortController();
	let timer: unknown;

	const tell = (news: SessionNews): void => channel?.postMessage(news);
	const token = (): string | null => held?.answer.token ?? null;
	const endsIn = (): number => (held === null ? 0 : held.lifetime - (clock.now() - held.since));

	/** Lets the other tabs have the token. */
	const share = (type: 'signed-in' | 'renewed'): void => {
		const { user, permissions } = store.getState();
		if (held === null || user === null) return;
		const { refreshToken: _, ...answer } = held.answer;
		tell({ type, answer: { ...answer, user, permissions: [...permissions] }, endsIn: endsIn() });
	};

	/** False when another session has begun or ended before this one could. */
	const begin = async (answer: AuthResponse, lifetime: number): Promise<boolean> => {
		const before = store.getState().user;
		if (before !== null && before.id !== answer.user.id) end('requested');
		const since = clock.now();
		const asked = epoch;
		// Otherwise what is wiped of the last session would be the first of this one.
		const cleaning = cleanUps.underWay();
		if (cleaning !== null) await cleaning;
		if (asked !== epoch) return false;
		const current = store.getState().user;
		if (current === null) epoch += 1;
		held = { answer, lifetime, since, renewAt: 0 };
		schedule(held);
		stopWaiting.abort();
		hint.write('present');
		otherTabs.present(true);
		const { user, permissions } = answer;
		// An event may have told of a newer version while the answer was on its way.
		if (current === null || current.version < user.version) {
			store.setState({ status: 'signed-in', user, permissions, endedBecause: null });
		} else if (current.version === user.version) store.setState({ permissions });
		if (current === null) for (const listener of [...signedInListeners]) listener(user, answer.position);
		return true;
	};

	const end = (reason: SessionEndReason | null): void => {
		const { user, status } = store.getState();
		epoch += 1;
		held = null;
		refreshing = null;
		stopWaiting.abort();
		clock.clearTimeout(timer);
		otherTabs.present(false);
		store.setState({ status: 'signed-out', user: null, permissions: [], endedBecause: reason });
		if (reason === null || status === 'signed-out') return;
		const ended = { userId: user?.id ?? null, reason };
		for (const listener of [...signedOutListeners]) listener(ended);
		cleanUps.run(ended);
	};

	const schedule = (current: NonNullable<typeof held>): void => {
		clock.clearTimeout(timer);
		const { lifetime, since } = current;
		const delay = Math.max(lifetime - refreshAhead, lifetime / 2) * (1 - refreshJitter * random());
		current.renewAt = since + delay;
		const renew = (): void => {
			refresh().catch(() => {
				// When the token is past its end, the next request that needs one renews it.
				if (held === current && endsIn() > 0) timer = clock.setTimeout(renew, renewalRetryDelay);
			});
		};
		timer = clock.setTimeout(renew, delay - (clock.now() - since));
	};

	/** Once this tab's turn has come. Another tab may have done it meanwhile. */
	const renew = async (isOver: () => boolean, userId: string | undefined, signal: AbortSignal): Promise<void> => {
		if (isOver()) return;
		await otherTabs.ask(() => tell({ type: 'token-wanted', refused: token() }), signal);
		if (isOver()) return;
		try {
			const answer = await auth.refresh();
			// Signed out meanwhile: the server has ended that session, and so has this page.
			if (isOver()) return;
			if (await begin(answer, answer.expiresIn * 1000)) share('renewed');
		} catch (error) {
			const reason = endings[codeOf(error)];
			if (isOver()) return;
			if (reason === undefined) throw error;
			const last = token();
			hint.write('none');
			end(userId === undefined ? null : reason);
			if (userId !== undefined) tell({ type: 'signed-out', reason, userId, token: last });
		}
	};

	const obtainToken = async (retryDelays: readonly number[]): Promise<string | null> => {
		const [asked, before, userId] = [epoch, token(), store.getState().user?.id];
		const isOver = (): boolean => asked !== epoch || token() !== before;
		const { signal } = stopWaiting;
		for (const delay of [...retryDelays, null]) {
			try {
				await withBrowserLock({ locks, clock, name: 'flotilla.session-refresh', timeout: lockTimeout, signal }, () =>
					renew(isOver, userId, signal),
				);
				break;
			} catch (error) {
				if (isOver()) break;
				if (delay === null || !passes(error)) throw error;
				await new Promise<void>((resolve) => {
					const pause = clock.setTimeout(resolve, delay);
					const leave = (): void => {
						clock.clearTimeout(pause);
						resolve();
					};
					signal.addEventListener('abort', leave, { once: true });
				});
				if (isOver()) break;
			}
		}
		// The cookie may belong to another person by now; what the first one wanted must not be done as the second.
		return userId === undefined || userId === store.getState().user?.id ? token() : null;
	};

	const startRefresh = (retryDelays: readonly number[]): Promise<string | null> => {
		if (store.getState().status === 'signed-out') return Promise.resolve(null);
		if (refreshing !== null) return refreshing;
		stopWaiting = new AbortController();
		const current = obtainToken(retryDelays).finally(() => {
			if (refreshing === current) refreshing = null;
		});
		refreshing = current;
		return current;
	};
	const refresh = (): Promise<string | null> => startRefresh(refreshRetryDelays);

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
		await startRefresh(restoreRetryDelays);
	};

	const hear = (news: SessionNews): void => {
		const { status, user } = store.getState();
		switch (news.type) {
			case 'token-wanted':
				if (held === null) return;
				if (held.answer.token === news.refused || endsIn() < held.lifetime / 10) tell({ type: 'no-token' });
				else share('renewed');
				return;
			case 'signed-in':
			case 'renewed': {
				const isNew = token() !== news.answer.token && news.endsIn >= endsIn();
				const isWanted =
					status === 'signed-in' && user?.id === news.answer.user.id
						? isNew
						: // Who has just signed out is not brought back by a tab that has yet to hear of it.
							news.type === 'signed-in' || (status === 'restoring' && refreshing !== null);
				if (isWanted) void begin(news.answer, news.endsIn).then(() => otherTabs.heard('token'));
				else otherTabs.heard('no-token');
				return;
			}
			case 'no-token':
				otherTabs.heard('no-token');
				return;
			case 'signed-out':
				if (status === 'signed-out' || (user !== null && news.userId !== null && user.id !== news.userId)) return;
				// The other tab was told that its token's session is over; this one's may be a newer session.
				if (news.reason !== 'requested' && held !== null && token() !== news.token) refresh().catch(() => {});
				else end(news.reason);
		}
	};

	if (channel !== undefined) {
		channel.onmessage = ({ data }) => {
			const news = readNews(data);
			if (news !== null) hear(news);
		};
	}

	const stopWaking = onWake(() => {
		// Without the hint somebody signed out while this page slept too deeply to hear of it.
		if (held !== null && (clock.now() >= held.renewAt || hint.read() !== 'present')) refresh().catch(() => {});
	});

	return {
		store,
		restore,
		async signIn(body) {
			const answer = await auth.login(body);
			if (await begin(answer, answer.expiresIn * 1000)) share('signed-in');
			return answer.user;
		},
		async signOut() {
			const [userId, last] = [store.getState().user?.id ?? null, token()];
			end('requested');
			tell({ type: 'signed-out', reason: 'requested', userId, token: last });
			await Promise.all([cleanUps.underWay(), tellServer()]);
		},
		getAccessToken: token,
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
		onCleanUp: cleanUps.add,
		replaceUser(user) {
			const { user: current } = store.getState();
			if (current === null || current.id !== user.id || current.version >= user.version) return;
			const permissions = current.role === user.role ? store.getState().permissions : rolePermissions[user.role];
			store.setState({ user, permissions });
		},
		dispose() {
			epoch += 1;
			stopWaiting.abort();
			clock.clearTimeout(timer);
			stopWaking();
			otherTabs.present(false);
			if (channel !== undefined) {
				channel.onmessage = null;
				channel.close();
			}
			signedInListeners.clear();
			signedOutListeners.clear();
			cleanUps.clear();
		},
	};
};

const browserLocks = (options: SessionOptions): Locks | undefined =>
	'locks' in options || typeof globalThis.window === 'undefined' ? options.locks : globalThis.navigator.locks;

const codeOf = (error: unknown): string =>
	typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

/** Whether asking again may help: nobody answered, or somebody in between did. */
const passes = (error: unknown): boolean => {
	const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 0;
	return ['NETWORK_ERROR', 'TIMEOUT'].includes(codeOf(error)) || (status >= 502 && status <= 504);
};
