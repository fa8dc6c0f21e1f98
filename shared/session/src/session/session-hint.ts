/** The part of `Storage` that is used. */
export interface HintStorage {
	getItem(key: string): string | null;
	setItem(key: string, value: string): void;
	removeItem(key: string): void;
}

const key = 'flotilla.session-hint';

/**
 * The only trace of a session in storage: whether a refresh cookie may exist. Without it a first visit
 * would begin with a refresh that fails. `ending`: the person signed out, the server could not be told yet.
 */
export interface SessionHint {
	read(): 'none' | 'present' | 'ending';
	write(value: 'none' | 'present' | 'ending'): void;
}

const storedValues = { present: '1', ending: 'ending' } as const;

/** Without storage nobody knows; asking the server is then the only way to find out. */
const unknown = 'present';

/** Storage may be missing, full or forbidden: that costs one failing refresh on the next visit and nothing else. */
export const createSessionHint = (getStorage: () => HintStorage | undefined): SessionHint => ({
	read() {
		try {
			const storage = getStorage();
			if (storage === undefined) return unknown;
			const value = storage.getItem(key);
			if (value === storedValues.present) return 'present';
			return value === storedValues.ending ? 'ending' : 'none';
		} catch {
			return unknown;
		}
	},
	write(value) {
		try {
			if (value === 'none') getStorage()?.removeItem(key);
			else getStorage()?.setItem(key, storedValues[value]);
		} catch {
			// Nothing depends on it.
		}
	},
});
