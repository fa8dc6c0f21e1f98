import type { AuthResponse, LoginBody } from '@flotilla/contracts';
import type { Locks } from './browser-lock.ts';
import type { Clock } from './clock.ts';
import type { CreateChannel } from './session-channel.ts';
import type { HintStorage } from './session-hint.ts';
import type { OnWake } from './wake.ts';

/** The calls a session makes; `Api['auth']` fits. Rejections carry the server's `code`. */
export interface SessionAuthPort {
	login(body: LoginBody): Promise<AuthResponse>;
	refresh(): Promise<AuthResponse>;
	logout(): Promise<unknown>;
}

/** `NetworkState` of the data cache fits. */
export interface SessionNetwork {
	isOnline(): boolean;
	/** Calls back when the server can be reached again. */
	onOnline(callback: () => void): () => void;
}

export interface SessionOptions {
	auth: SessionAuthPort;
	/**
	 * What a refresh has brought that the page began before its code ran, once. Asked by the first `restore` alone, and
	 * after it, so that nothing stays. Default: nothing was begun.
	 */
	takeEarlyRefresh?(): AuthResponse | undefined;
	/** Default: the system's. */
	clock?: Clock;
	/** From 0 up to, not including, 1. Default `Math.random`. */
	random?: () => number;
	/** Default: `navigator.locks` in browsers. Undefined for none: tabs then refresh each for itself. */
	locks?: Locks | undefined;
	/** Default: `BroadcastChannel` in browsers. */
	createChannel?: CreateChannel | undefined;
	/** For the hint, and for who is signed in. Default: `localStorage`. */
	storage?: HintStorage | undefined;
	/** Whether the server can be reached. Default: what the device says. */
	network?: SessionNetwork;
	/** Default: the page is shown, goes on after it was frozen, or is connected again. */
	onWake?: OnWake;
	/** Milliseconds before the token's end at which it is renewed, at half its life at the latest. Default 60000. */
	refreshAhead?: number;
	/** The share of that time by which it is renewed earlier, drawn anew each time, so that tabs do not all wake at once. Default 0.1. */
	refreshJitter?: number;
	/** Milliseconds to wait for one tab's refresh before its lock is taken away. Default 5000. */
	lockTimeout?: number;
	/** Milliseconds to wait for a token from other tabs. Default 250. */
	answerTimeout?: number;
	/**
	 * Milliseconds between the attempts of one refresh while the server cannot be reached. Default 250, 1000, 3000:
	 * together less than the seconds (`REFRESH_GRACE`, 10) for which the server honours a token whose successor got lost.
	 */
	refreshRetryDelays?: readonly number[];
	/** The same for `restore`. Default 500, 1500, 4000. */
	restoreRetryDelays?: readonly number[];
	/**
	 * Milliseconds that `restore` waits for the server before it goes by what this device remembers. A failed attempt
	 * ends the wait, and a device without a network does not wait at all. Default 2000.
	 */
	provisionalAfter?: number;
	/** Milliseconds a clean-up may take before it is no longer waited for. Default 5000. */
	cleanUpTimeout?: number;
	/** Told of a callback that threw, and of a clean-up that failed or hangs. Default: the page's `error` event. */
	onCallbackFailed?(error: unknown): void;
}
