import type { PushSubscriptionBody } from '@flotilla/contracts';
import { PushError } from './push-error.ts';
import { subscribeWith, toBody } from './push-subscriber.ts';

/**
 * `unsupported`: also while nobody is signed in, or the page has no service worker yet. `blocked`: by the person,
 * in the browser's settings. `changing`: on its way to `on` or `off`.
 */
export type PushState = 'unsupported' | 'blocked' | 'off' | 'changing' | 'on';

/** The calls it makes; `Api['push']` fits. */
export interface PushApiPort {
	/** Base64url. */
	publicKey(): Promise<string>;
	subscribe(body: PushSubscriptionBody): Promise<unknown>;
	unsubscribe(endpoint: string): Promise<unknown>;
}

/** Push messages to this device, for the person who is signed in. */
export interface Push {
	readonly state: PushState;
	onStateChange(callback: (to: PushState, from: PushState) => void): () => void;
	/**
	 * Somebody is signed in. If they turned it on here, it is kept alive: with a new subscription when the browser
	 * dropped the former or the server's key is another one. Never rejects.
	 */
	begin(userId: string): Promise<void>;
	/** Nobody is any more: nothing of it is left on this device. The server ended its part with the session. Never rejects. */
	end(): Promise<void>;
	/** From a click: the browser may ask. Rejects with a `PushError`, or with the `ApiError` of a call. */
	turnOn(): Promise<void>;
	/** Counts at once, whether the server can be told or not. */
	turnOff(): Promise<void>;
}

export interface PushOptions {
	api: PushApiPort;
	/** Default: the page's service worker, once there is one. */
	registration?: () => Promise<Pick<ServiceWorkerRegistration, 'pushManager'>>;
	/** Default: the browser's `Notification`; undefined where it has none. */
	permission?: Pick<typeof Notification, 'permission' | 'requestPermission'> | undefined;
	/** Remembers that it was turned on here, and by whom. Default `localStorage`. */
	storage?: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined;
}

/** Holds the id of the person who turned it on. */
export const pushStorageKey = 'flotilla.push';

export const createPush = (options: PushOptions): Push => {
	const {
		api,
		// Pending for ever where the page registers no worker: then nothing here goes on.
		registration = () => navigator.serviceWorker?.ready ?? new Promise<never>(() => {}),
	} = options;
	const browserPermission = () => ('permission' in options ? options.permission : globalThis.Notification);
	const storage = () => ('storage' in options ? options.storage : globalThis.localStorage);
	const listeners = new Set<(to: PushState, from: PushState) => void>();
	let state: PushState = 'unsupported';
	let userId: string | null = null;
	let manager: PushManager | undefined;

	const setState = (to: PushState): void => {
		const from = state;
		if (from === to) return;
		state = to;
		for (const listener of [...listeners]) listener(to, from);
	};

	const resting = (): PushState => (browserPermission()?.permission === 'denied' ? 'blocked' : 'off');

	const unsubscribe = async (): Promise<string | undefined> => {
		const subscription = await manager?.getSubscription();
		await subscription?.unsubscribe();
		return subscription?.endpoint;
	};

	/** Rejects when it could not be done for this person; then the browser has no subscription. */
	const subscribe = async (pushManager: PushManager, person: string): Promise<void> => {
		const subscription = await subscribeWith(pushManager, await api.publicKey());
		try {
			// Each time: the server ends a subscription with the session that made it.
			await api.subscribe(toBody(subscription));
		} catch (error) {
			if (storage()?.getItem(pushStorageKey) !== person) await subscription.unsubscribe();
			throw error;
		}
		// Signed out meanwhile: the next person is not to get what was meant for this one.
		if (userId !== person) await subscription.unsubscribe();
	};

	return {
		get state() {
			return state;
		},
		onStateChange(callback) {
			listeners.add(callback);
			return () => {
				listeners.delete(callback);
			};
		},
		async begin(person) {
			userId = person;
			const { pushManager } = await registration();
			if (userId !== person || pushManager === undefined || browserPermission() === undefined) return;
			manager = pushManager;
			const isOn = storage()?.getItem(pushStorageKey) === person && browserPermission()?.permission === 'granted';
			setState(isOn ? 'on' : resting());
			if (isOn) await subscribe(pushManager, person).catch(() => undefined);
			else await forget();
		},
		async end() {
			userId = null;
			setState('unsupported');
			await forget();
		},
		async turnOn() {
			const permission = browserPermission();
			const person = userId;
			if (manager === undefined || permission === undefined || person === null) throw new PushError('PUSH_UNSUPPORTED');
			setState('changing');
			try {
				const answer = await permission.requestPermission();
				if (answer !== 'granted') throw new PushError(answer === 'denied' ? 'PUSH_BLOCKED' : 'PUSH_DISMISSED');
				await subscribe(manager, person);
				if (userId !== person) return;
				storage()?.setItem(pushStorageKey, person);
				setState('on');
			} catch (error) {
				if (userId === person) setState(resting());
				throw error;
			}
		},
		async turnOff() {
			setState('changing');
			storage()?.removeItem(pushStorageKey);
			try {
				const endpoint = await unsubscribe();
				// Not heard, the server learns it from the push service with the next message.
				if (endpoint !== undefined) await api.unsubscribe(endpoint).catch(() => undefined);
			} finally {
				setState(userId === null ? 'unsupported' : resting());
			}
		},
	};

	/** What an earlier person left behind goes, too. */
	async function forget(): Promise<void> {
		storage()?.removeItem(pushStorageKey);
		await unsubscribe().catch(() => undefined);
	}
};
