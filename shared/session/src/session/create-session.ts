import { type AuthResponse, rolePermissions, type StreamPosition, type User } from '@flotilla/contracts';
import { createStore } from 'zustand/vanilla';
import type { Locks } from './browser-lock.ts';
import { createCleanUps, type EndedSession } from './clean-ups.ts';
import { systemClock } from './clock.ts';
import { codeOf } from './error-code.ts';
import { createListeners } from './listeners.ts';
import { createOtherTabs } from './other-tabs.ts';
import { createPersonMemory, type RememberedPerson } from './remembered-person.ts';
import type { Session } from './session.ts';
import { channelName, createBrowserChannel, readNews, type SessionNews } from './session-channel.ts';
import { createSessionHint } from './session-hint.ts';
import type { SessionNetwork, SessionOptions } from './session-options.ts';
import { restoring, type SessionEndReason, type SessionState } from './session-state.ts';
import { takeTurns } from './take-turns.ts';
import { onBrowserWake } from './wake.ts';

/** The server's word that a session is over. Anything else leaves it as it is. */
const endings: Readonly<Record<string, SessionEndReason>> = {
	SESSION_EXPIRED: 'expired',
	SESSION_REVOKED: 'revoked',
	ACCOUNT_INACTIVE: 'revoked',
};

interface Refreshing {
	/** Milliseconds between its attempts. */
	retryDelays: readonly number[];
	/** Whether the token of another tab will do. Default true. */
	trusted?: boolean;
	/** What was asked before, once. Default: nothing. */
	early?: NonNullable<SessionOptions['takeEarlyRefresh']>;
}

const nothingEarly = (): undefined => undefined;

/** Milliseconds between attempts to renew a token ahead of its end while the server cannot be reached. */
const renewalRetryDelay = 10_000;

export const createSession = (options: SessionOptions): Session => {
	const {
		auth,
		takeEarlyRefresh = nothingEarly,
		clock = systemClock,
		random = Math.random,
		network = browserNetwork,
		onWake = onBrowserWake,
		refreshAhead = 60_000,
		refreshJitter = 0.1,
		lockTimeout = 5000,
		answerTimeout = 250,
		refreshRetryDelays = [250, 1000, 3000],
		restoreRetryDelays = [500, 1500, 4000],
		provisionalAfter = 2000,
		cleanUpTimeout = 5000,
		onCallbackFailed = (error: unknown) => globalThis.reportError?.(error),
	} = options;
	const locks = browserLocks(options);
	const store = createStore<SessionState>(() => restoring);
	const storage = () => ('storage' in options ? options.storage : globalThis.localStorage);
	const hint = createSessionHint(storage);
	const memory = createPersonMemory(storage);
	const channel = ('createChannel' in options ? options.createChannel : createBrowserChannel)?.(channelName);
	const otherTabs = createOtherTabs({ locks: channel === undefined ? undefined : locks, clock, answerTimeout });
	const cleanUps = createCleanUps({ clock, timeout: cleanUpTimeout, onFailed: onCallbackFailed });
	const signedIn = createListeners<[User]>(onCallbackFailed);
	const confirmed = createListeners<[User, StreamPosition]>(onCallbackFailed);
	const signedOut = createListeners<[EndedSession]>(onCallbackFailed);
	/** By this device's clock, which may have the date wrong, and the token's lifetime; not by the server's date of its end. */
	let held: { answer: AuthResponse; endsAt: number; renewAt: number } | null = null;
	/** Changes with every session, so that an answer for an earlier one is not taken for this one. */
	let epoch = 0;
	let refreshing: Promise<string | null> | null = null;
	/** Of the refresh that is under way: there is nothing left to wait for. */
	let stopWaiting = new AbortController();
	/** The same: the token of another tab does not answer it. */
	let asksServer = false;
	/** Whom this device remembers; for as long as it is not known who is signed in. */
	let remembered: RememberedPerson | null = null;
	/** What the page asked before its code ran, for the first `restore` alone: it may be another person's later. */
	let takeEarly = takeEarlyRefresh;
	/** To renew the token, or while there is none, to ask for one. */
	let timer: unknown;

	const tell = (news: SessionNews): void => channel?.postMessage(news);
	const token = (): string | null => held?.answer.token ?? null;
	const endOf = ({ expiresIn }: AuthResponse): number => clock.now() + expiresIn * 1000;

	/** Lets the other tabs have the token. */
	const share = (type: 'signed-in' | 'renewed'): void => {
		const { user, permissions } = store.getState();
		if (held === null || user === null) return;
		const { refreshToken: _, ...answer } = held.answer;
		tell({ type, answer: { ...answer, user, permissions: [...permissions] }, endsAt: held.endsAt });
	};

	/** False when another session has begun or ended before this one could. */
	const begin = async (answer: AuthResponse, endsAt: number): Promise<boolean> => {
		const before = store.getState().user;
		if (before !== null && before.id !== answer.user.id) end('replaced');
		const asked = epoch;
		// Otherwise what is wiped of the last session would be the first of this one.
		const cleaning = cleanUps.underWay();
		if (cleaning !== null) await cleaning;
		if (asked !== epoch) return false;
		const { user: current, isProvisional } = store.getState();
		if (current === null) epoch += 1;
		held = { answer, endsAt, renewAt: 0 };
		schedule(held);
		if (!asksServer) stopWaiting.abort();
		hint.write('present');
		otherTabs.present(true);
		const { user, permissions } = answer;
		// An event may have told of a newer version while the answer was on its way.
		if (current === null || current.version < user.version) {
			store.setState({ status: 'signed-in', user, permissions, isProvisional: false, endedBecause: null });
		} else store.setState({ isProvisional: false, ...(current.version === user.version && { permissions }) });
		if (current === null) signedIn.call(user);
		if (current === null || isProvisional) confirmed.call(user, answer.position);
		return true;
	};

	/** Nobody can be asked who is signed in. The epoch stays: an answer that is still on its way is welcome. */
	const beginProvisionally = (): void => {
		if (remembered === null || store.getState().status !== 'restoring') return;
		const { user, permissions } = remembered;
		clock.clearTimeout(timer);
		store.setState({ status: 'signed-in', user, permissions, isProvisional: true, endedBecause: null });
		signedIn.call(user);
		confirmLater();
	};

	const confirm = (): void => {
		clock.clearTimeout(timer);
		const asked = epoch;
		refresh().catch(() => asked === epoch && confirmLater());
	};

	/** The network tells when it is back; a server in trouble does not. */
	const confirmLater = (): void => {
		if (!store.getState().isProvisional) return;
		clock.clearTimeout(timer);
		timer = clock.setTimeout(() => network.isOnline() && confirm(), renewalRetryDelay);
	};

	const end = (reason: SessionEndReason | null): void => {
		const { user, status } = store.getState();
		epoch += 1;
		held = null;
		refreshing = null;
		stopWaiting.abort();
		clock.clearTimeout(timer);
		otherTabs.present(false);
		const nobody = { user: null, permissions: [], isProvisional: false };
		store.setState({ status: 'signed-out', ...nobody, endedBecause: reason });
		if (reason === null || status === 'signed-out') return;
		const ended = { userId: user?.id ?? null, reason };
		signedOut.call(ended);
		cleanUps.run(ended);
	};

	const schedule = (current: NonNullable<typeof held>): void => {
		clock.clearTimeout(timer);
		const lifetime = current.endsAt - clock.now();
		const delay = Math.max(lifetime - refreshAhead, lifetime / 2) * (1 - refreshJitter * random());
		current.renewAt = clock.now() + delay;
		const renew = (): void => {
			refresh().catch(() => {
				// When the token is past its end, the next request that needs one renews it.
				if (held === current && clock.now() < current.endsAt) timer = clock.setTimeout(renew, renewalRetryDelay);
			});
		};
		timer = clock.setTimeout(renew, delay);
	};

	/** Once this tab's turn has come. */
	const renew = async (isOver: () => boolean, early: typeof takeEarly): Promise<void> => {
		try {
			// Not before: it was asked under the same lock, and may have been on its way until now.
			const answer = early() ?? (await auth.refresh());
			// Signed out meanwhile: the server has ended that session, and so has this page.
			if (isOver()) return;
			if (await begin(answer, endOf(answer))) share('renewed');
		} catch (error) {
			const reason = endings[codeOf(error)];
			if (isOver()) return;
			if (reason === undefined) {
				beginProvisionally();
				throw error;
			}
			const [userId, last] = [store.getState().user?.id, token()];
			hint.write('none');
			end(userId === undefined ? null : reason);
			if (userId !== undefined) tell({ type: 'signed-out', reason, userId, token: last });
		}
	};

	const obtainToken = async ({ retryDelays, trusted, early }: Required<Refreshing>): Promise<string | null> => {
		const [asked, before] = [epoch, token()];
		const isOver = (): boolean => asked !== epoch || (trusted && token() !== before);
		const { signal } = stopWaiting;
		const attempt = async (): Promise<void> => {
			if (trusted) await otherTabs.ask(() => tell({ type: 'token-wanted', refused: token() }), signal);
			if (!isOver()) await renew(isOver, early);
		};
		await takeTurns({ locks, clock, lockTimeout, retryDelays, signal, isOver, attempt });
		return token();
	};

	const startRefresh = ({ retryDelays, trusted = true, early = nothingEarly }: Refreshing): Promise<string | null> => {
		if (store.getState().status === 'signed-out') return Promise.resolve(null);
		if (refreshing !== null) return refreshing;
		stopWaiting = new AbortController();
		asksServer = !trusted;
		const current = obtainToken({ retryDelays, trusted, early }).finally(() => {
			if (refreshing === current) refreshing = null;
		});
		refreshing = current;
		return current;
	};
	const refresh = async (): Promise<string | null> => {
		const { user, isProvisional } = store.getState();
		// Whoever waits for a first token tries again by itself, as does the session.
		const renewed = await startRefresh({ retryDelays: isProvisional ? [] : refreshRetryDelays });
		// The cookie may belong to another person by now; what the first one wanted must not be done as the second.
		return user === null || user.id === store.getState().user?.id ? renewed : null;
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
		const early = takeEarly;
		takeEarly = nothingEarly;
		if (store.getState().status === 'signed-in') return;
		if (hint.read() === 'ending' && network.isOnline()) await tellServer();
		if (hint.read() !== 'present') {
			end(null);
			return;
		}
		store.setState(restoring);
		remembered = memory.read();
		const isOnline = network.isOnline();
		const retryDelays = isOnline || remembered === null ? restoreRetryDelays : [];
		// What it did not need is nobody's.
		const asking = startRefresh({ retryDelays, early }).finally(early);
		if (remembered === null) {
			await asking;
			return;
		}
		const known = untilKnown();
		asking.catch(beginProvisionally);
		clock.clearTimeout(timer);
		if (isOnline) timer = clock.setTimeout(beginProvisionally, provisionalAfter);
		else beginProvisionally();
		await known;
	};

	const untilKnown = (): Promise<void> =>
		new Promise((resolve) => {
			const stop = store.subscribe(({ status }) => {
				if (status === 'restoring') return;
				stop();
				resolve();
			});
		});

	/**
	 * News about a session may be old, or about another one than this tab's; the cookie tells. What somebody asked for
	 * is done even if the server cannot be asked.
	 */
	const verify = async (reason: SessionEndReason): Promise<void> => {
		try {
			await refreshing?.catch(() => {});
			await startRefresh({ retryDelays: refreshRetryDelays, trusted: false });
		} catch {
			end(reason);
		}
	};

	const hear = (news: SessionNews): void => {
		const { status, user } = store.getState();
		switch (news.type) {
			case 'token-wanted':
				if (held === null) return;
				// One that is about to end is no help.
				if (held.answer.token === news.refused || clock.now() > held.endsAt - held.answer.expiresIn * 100) {
					tell({ type: 'no-token' });
				} else share('renewed');
				return;
			case 'signed-in':
			case 'renewed': {
				const isSame = user?.id === news.answer.user.id;
				const isNew = news.endsAt > (held?.endsAt ?? clock.now());
				// Who has just signed out is not brought back by a tab that has yet to hear of it.
				const isAwaited = user === null && (news.type === 'signed-in' || refreshing !== null);
				if (isNew && (isSame || isAwaited)) void begin(news.answer, news.endsAt).then(() => otherTabs.heard('token'));
				else otherTabs.heard('no-token');
				if (news.type === 'signed-in' && user !== null && !isSame) void verify('replaced');
				// Old news, of a session that may go on. If the server cannot be asked, a reload will.
				if (news.type === 'signed-in' && user === null && !isNew) restore().catch(() => {});
				return;
			}
			case 'no-token':
				otherTabs.heard('no-token');
				return;
			case 'signed-out':
				if (status === 'signed-out' || (user !== null && news.userId !== null && user.id !== news.userId)) return;
				if (held === null || token() === news.token) end(news.reason);
				else if (news.reason === 'requested') void verify(news.reason);
				else refresh().catch(() => {});
		}
	};

	if (channel !== undefined) {
		channel.onmessage = ({ data }) => {
			const news = readNews(data);
			if (news !== null) hear(news);
		};
	}

	// What this device remembers is what its pages know; nothing once nobody is signed in.
	store.subscribe(({ status, user, permissions }) => {
		if (status === 'signed-out') memory.write(null);
		else if (user !== null) memory.write({ user, permissions });
		if (status !== 'restoring') remembered = null;
	});

	const comeBack = (): void => {
		if (!network.isOnline()) return;
		const { status, isProvisional } = store.getState();
		if (isProvisional) confirm();
		// Signed out while the server could not be told.
		else if (status === 'signed-out' && hint.read() === 'ending') void tellServer();
	};
	const stopListening = network.onOnline(comeBack);

	const stopWaking = onWake(() => {
		comeBack();
		// Without the hint somebody signed out while this page slept too deeply to hear of it.
		if (held !== null && (clock.now() >= held.renewAt || hint.read() !== 'present')) refresh().catch(() => {});
	});

	return {
		store,
		restore,
		async signIn(body) {
			const answer = await auth.login(body);
			if (await begin(answer, endOf(answer))) share('signed-in');
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
		onSignedIn: signedIn.add,
		onConfirmed: confirmed.add,
		onSignedOut: signedOut.add,
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
			stopListening();
			otherTabs.present(false);
			if (channel !== undefined) {
				channel.onmessage = null;
				channel.close();
			}
			signedIn.clear();
			confirmed.clear();
			signedOut.clear();
			cleanUps.clear();
		},
	};
};

/** That there is a network again wakes the page. */
const browserNetwork: SessionNetwork = {
	isOnline: () => globalThis.navigator?.onLine !== false,
	onOnline: () => () => {},
};

const browserLocks = (options: SessionOptions): Locks | undefined =>
	'locks' in options || typeof globalThis.window === 'undefined' ? options.locks : globalThis.navigator.locks;
