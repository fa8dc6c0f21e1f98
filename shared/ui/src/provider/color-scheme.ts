import { colorSchemeKey } from './color-scheme-script.ts';

/** What a person may choose; `auto` follows the system. */
export type ColorScheme = 'light' | 'dark' | 'auto';
/** What is on the screen. */
export type ResolvedColorScheme = 'light' | 'dark';

export interface ColorSchemeStore {
	get(): ColorScheme;
	resolved(): ResolvedColorScheme;
	/** Keeps the choice for the next visit and tells every tab. */
	set(next: ColorScheme): void;
	/** Listens to the system and to other tabs for as long as somebody is subscribed. */
	subscribe(onChange: () => void): () => void;
}

const isColorScheme = (value: unknown): value is ColorScheme =>
	value === 'light' || value === 'dark' || value === 'auto';

export interface ColorSchemeStoreOptions {
	/** Used while nothing is stored. Default `auto`. */
	fallback?: ColorScheme | undefined;
	/** Wins over what is stored; nothing is written. For stories and tests. */
	forced?: ResolvedColorScheme | undefined;
	/** Default `localStorage`; a browser that refuses storage keeps the choice for this page alone. */
	storage?: (() => Pick<Storage, 'getItem' | 'setItem'>) | undefined;
}

export function createColorSchemeStore({
	fallback = 'auto',
	forced,
	storage = () => localStorage,
}: ColorSchemeStoreOptions = {}): ColorSchemeStore {
	const system = matchMedia('(prefers-color-scheme: dark)');
	const listeners = new Set<() => void>();
	const read = (): ColorScheme => {
		try {
			const stored = storage().getItem(colorSchemeKey);
			return isColorScheme(stored) ? stored : fallback;
		} catch {
			return fallback;
		}
	};
	let current = read();
	const notify = () => {
		for (const listener of [...listeners]) listener();
	};
	const onStorage = (event: StorageEvent) => {
		if (event.key !== null && event.key !== colorSchemeKey) return;
		current = read();
		notify();
	};

	return {
		get: () => forced ?? current,
		resolved() {
			const scheme = forced ?? current;
			if (scheme !== 'auto') return scheme;
			return system.matches ? 'dark' : 'light';
		},
		set(next) {
			if (forced !== undefined) return;
			current = next;
			try {
				storage().setItem(colorSchemeKey, next);
			} catch {
				// Storage may be full or forbidden; the choice still holds for this page.
			}
			notify();
		},
		subscribe(onChange) {
			if (listeners.size === 0) {
				system.addEventListener('change', notify);
				addEventListener('storage', onStorage);
			}
			listeners.add(onChange);
			return () => {
				listeners.delete(onChange);
				if (listeners.size > 0) return;
				system.removeEventListener('change', notify);
				removeEventListener('storage', onStorage);
			};
		},
	};
}
