/** A time to wait that the server asked for. */
export interface Wait {
	/** Milliseconds since 1970. */
	until: number;
	/** Whom it is for, e.g. the address that was tried; undefined: everybody at this device. */
	about?: string | undefined;
}

/** Keeps a wait over a reload of the page: the server remembers it, so the page had better do so, too. */
export interface KeptWait {
	/** Null when there is none, or it is over. */
	read(): Wait | null;
	write(wait: Wait | null): void;
}

export interface KeptWaitOptions {
	/** Which of the pages it is of. */
	name: string;
	/** Default `sessionStorage`: it ends with the tab. A browser that refuses storage forgets it on a reload. */
	storage?: (() => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>) | undefined;
	/** Milliseconds since 1970. Default `Date.now`. */
	now?: (() => number) | undefined;
}

/** Nobody waits longer than the longest lock; more is a clock that was set back. */
const longest = 24 * 60 * 60 * 1000;

export const createKeptWait = ({
	name,
	storage = () => sessionStorage,
	now = () => Date.now(),
}: KeptWaitOptions): KeptWait => {
	const key = `flotilla.wait.${name}`;
	return {
		read() {
			try {
				const wait: unknown = JSON.parse(storage().getItem(key) ?? 'null');
				if (!isWait(wait)) return null;
				const left = wait.until - now();
				return left > 0 && left <= longest ? wait : null;
			} catch {
				return null;
			}
		},
		write(wait) {
			try {
				if (wait === null) storage().removeItem(key);
				else storage().setItem(key, JSON.stringify(wait));
			} catch {
				// Then a reload forgets it, and the server says it again.
			}
		},
	};
};

const isWait = (value: unknown): value is Wait => {
	if (typeof value !== 'object' || value === null) return false;
	const { until, about } = value as Record<string, unknown>;
	return typeof until === 'number' && (about === undefined || typeof about === 'string');
};
