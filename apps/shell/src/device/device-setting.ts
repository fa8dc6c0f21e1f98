import { useSyncExternalStore } from 'react';

/** One choice that is kept on this device, whoever is signed in. */
export interface DeviceSetting<T> {
	get(): T;
	/** Keeps it for the next visit and tells every tab. */
	set(next: T): void;
	/** Listens to other tabs for as long as somebody is subscribed. */
	subscribe(onChange: () => void): () => void;
}

export interface DeviceSettingOptions<T> {
	/** The key in storage. */
	key: string;
	/** Holds while nothing is stored; storing it removes the key. */
	fallback: T;
	/** What a stored text stands for; undefined for one that is nothing of the kind. */
	read(text: string): T | undefined;
	write(value: T): string;
	/** Default `localStorage`; a browser that refuses it keeps the choice for this page alone. */
	storage?: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
}

export const createDeviceSetting = <T>({
	key,
	fallback,
	read,
	write,
	storage = () => localStorage,
}: DeviceSettingOptions<T>): DeviceSetting<T> => {
	const listeners = new Set<() => void>();
	// The same value for the same text: a list would be another one at each reading.
	let known: { text: string | null; value: T } = { text: null, value: fallback };
	let refused = false;

	const get = (): T => {
		if (refused) return known.value;
		let text: string | null = null;
		try {
			text = storage().getItem(key);
		} catch {
			return known.value;
		}
		if (text !== known.text) known = { text, value: text === null ? fallback : (read(text) ?? fallback) };
		return known.value;
	};
	const tell = (): void => {
		for (const listener of [...listeners]) listener();
	};
	const onStorage = (event: StorageEvent): void => {
		if (event.key === null || event.key === key) tell();
	};

	let isListening = false;
	/** In a task of its own: to listen, a browser first waits for the process that keeps the storage. */
	const listen = (): void => {
		const before = get();
		setTimeout(() => {
			if (isListening || listeners.size === 0) return;
			isListening = true;
			addEventListener('storage', onStorage);
			if (get() !== before) tell();
		});
	};

	return {
		get,
		set(next) {
			const text = next === fallback ? null : write(next);
			try {
				if (text === null) storage().removeItem(key);
				else storage().setItem(key, text);
				refused = false;
			} catch {
				// Full or forbidden: the choice still holds for this page.
				refused = true;
			}
			known = { text, value: next };
			tell();
		},
		subscribe(onChange) {
			if (listeners.size === 0) listen();
			listeners.add(onChange);
			return () => {
				listeners.delete(onChange);
				if (listeners.size > 0) return;
				removeEventListener('storage', onStorage);
				isListening = false;
			};
		},
	};
};

/** A switch, which is one way unless a person turned it the other way. */
export const createDeviceSwitch = (key: string, fallback: boolean): DeviceSetting<boolean> =>
	createDeviceSetting({
		key,
		fallback,
		read: (text) => (text === 'on' ? true : text === 'off' ? false : undefined),
		write: (value) => (value ? 'on' : 'off'),
	});

export const useDeviceSetting = <T>(setting: DeviceSetting<T>): T =>
	useSyncExternalStore(setting.subscribe, setting.get);
