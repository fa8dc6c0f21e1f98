export interface StoredChoice<Value extends string> {
	get(): Value | 'auto';
	/** Keeps the choice for the next visit and tells every tab. */
	set(next: Value | 'auto'): void;
	/** What holds: the choice, or what the system says. */
	resolved(): Value;
	/** Listens to the system and to other tabs for as long as somebody is subscribed. */
	subscribe(onChange: () => void): () => void;
}

export interface StoredChoiceOptions<Value extends string> {
	/** Where it is kept in localStorage. */
	key: string;
	/** What the system says with and without a match of the media query. */
	system: { query: string; yes: Value; no: Value };
	/** Used while nothing is stored. Default `auto`, which follows the system. */
	fallback?: Value | 'auto' | undefined;
	/** Wins over what is stored; nothing is written. For stories and tests. */
	forced?: Value | undefined;
	/** Default `localStorage`; a browser that refuses storage keeps the choice for this page alone. */
	storage?: (() => Pick<Storage, 'getItem' | 'setItem'>) | undefined;
}

/** One thing about the looks of the page that a person may choose, or leave to the system. */
export function createStoredChoice<Value extends string>({
	key,
	system: { query, yes, no },
	fallback = 'auto',
	forced,
	storage = () => localStorage,
}: StoredChoiceOptions<Value>): StoredChoice<Value> {
	const system = matchMedia(query);
	const listeners = new Set<() => void>();
	const isChoice = (value: unknown): value is Value | 'auto' => value === yes || value === no || value === 'auto';
	const read = (): Value | 'auto' => {
		try {
			const stored = storage().getItem(key);
			return isChoice(stored) ? stored : fallback;
		} catch {
			return fallback;
		}
	};
	let current = read();
	const notify = () => {
		for (const listener of [...listeners]) listener();
	};
	const onStorage = (event: StorageEvent) => {
		if (event.key !== null && event.key !== key) return;
		current = read();
		notify();
	};

	return {
		get: () => forced ?? current,
		resolved() {
			const choice = forced ?? current;
			if (choice !== 'auto') return choice;
			return system.matches ? yes : no;
		},
		set(next) {
			if (forced !== undefined) return;
			current = next;
			try {
				storage().setItem(key, next);
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
