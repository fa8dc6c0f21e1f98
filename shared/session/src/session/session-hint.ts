/** The part of `Storage` that is used. */
export interface HintStorage {
	getItem(key: string): string | null;
	setItem(key: string, value: string): void;
	removeItem(key: string): void;
}

/** Where it is kept. */
export const sessionHintKey = 'flotilla.session-hint';

/** What stands there while there may be a refresh cookie. */
export const presentValue = '1';

/**
 * The only trace of a session in storage: whether a refresh cookie may exist. Without it a first visit
 * would begin with a refresh that fails. `ending`: the person signed out, the server could not be told yet.
 */
export interface SessionHint {
	read(): 'none' | 'present' | 'ending';
	write(value: 'none' | 'present' | 'ending'): void;
}

const storedValues = { present: presentValue, ending: 'ending' } as const;

/** Without storage nobody knows; asking the server is then the only way to find out. */
const unknown = 'present';

/** Storage may be missing, full or forbidden: that costs one failing refresh on the next visit and nothing else. */
export const createSessionHint = (getStorage: () => HintStorage | undefined): SessionHint => ({
	read() {
		try {
			const storage = getStorage();
			if (storage === undefined) return unknown;
			const value = storage.getItem(sessionHintKey);
			if (value === storedValues.present) return 'present';
			return value === storedValues.ending ? 'ending' : 'none';
		} catch {
			return unknown;
		}
	},
	write(value) {
		try {
			if (value === 'none') getStorage()?.removeItem(sessionHintKey);
			else getStorage()?.setItem(sessionHintKey, storedValues[value]);
		} catch {
			// Nothing depends on it.
		}
	},
});
