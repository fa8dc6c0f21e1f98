import { type Permission, permission, type User, user } from '@flotilla/contracts';
import type { HintStorage } from './session-hint.ts';

/** Who was signed in last on this device, with what they may do. */
export interface RememberedPerson {
	user: User;
	permissions: readonly Permission[];
}

/**
 * Lets a page open without a network for whoever is signed in on this device. It holds no token: what it opens is what
 * this device keeps of that person, and nothing of the server's.
 */
export interface PersonMemory {
	/** Null when there is nobody, or what is there cannot be read. */
	read(): RememberedPerson | null;
	/** Null forgets. */
	write(person: RememberedPerson | null): void;
}

/** Beside the hint, and read as quickly: the first render waits for it. */
const key = 'flotilla.session-person';

export const createPersonMemory = (getStorage: () => HintStorage | undefined): PersonMemory => ({
	read() {
		try {
			return parse(getStorage()?.getItem(key) ?? null);
		} catch {
			return null;
		}
	},
	write(person) {
		try {
			if (person === null) getStorage()?.removeItem(key);
			else getStorage()?.setItem(key, JSON.stringify(person));
		} catch {
			// A page without a network then says that it cannot reach the server.
		}
	},
});

/** Another version of the suite may have written it. */
const parse = (text: string | null): RememberedPerson | null => {
	if (text === null) return null;
	const stored = JSON.parse(text) as Partial<Record<keyof RememberedPerson, unknown>>;
	const [person, list] = [user.safeParse(stored.user), stored.permissions];
	if (!person.success || !Array.isArray(list)) return null;
	return { user: person.data, permissions: list.filter((one) => permission.safeParse(one).success) };
};
