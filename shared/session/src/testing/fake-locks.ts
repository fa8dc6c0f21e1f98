import type { LockRequest, Locks } from '../session/browser-lock.ts';

interface Held {
	name: string;
	clientId: string;
	shared: boolean;
	/** Rejects the request of whoever is robbed. */
	rob(): void;
}

interface Waiting {
	name: string;
	shared: boolean;
	grant(): void;
}

/** The locks of one browser, as `navigator.locks` has them; each tab sees them under an id of its own. */
export const createFakeLocks = () => {
	let held: Held[] = [];
	let waiting: Waiting[] = [];

	const isFree = (name: string, shared: boolean): boolean =>
		held.every((lock) => lock.name !== name || (shared && lock.shared));
	const grantNext = (): void => {
		for (const next of [...waiting]) {
			const isFirst = waiting.find(({ name }) => name === next.name) === next;
			if (isFirst && isFree(next.name, next.shared)) next.grant();
		}
	};

	return (clientId: string): Locks => ({
		query: async () => ({ held: held.map(({ name, clientId: holder }) => ({ name, clientId: holder })) }),
		request: <T>(name: string, request: LockRequest, callback: (lock: object | null) => Promise<T>): Promise<T> => {
			const { mode, signal, ifAvailable = false, steal = false } = request;
			const shared = mode === 'shared';
			return new Promise<T>((resolve, reject) => {
				if (signal?.aborted) return reject(signal.reason);
				const grant = (): void => {
					waiting = waiting.filter((other) => other !== entry);
					signal?.removeEventListener('abort', giveUp);
					const lock: Held = { name, clientId, shared, rob: () => reject(new DOMException('Stolen', 'AbortError')) };
					held.push(lock);
					queueMicrotask(() => {
						callback(lock)
							.then(resolve, reject)
							.finally(() => {
								held = held.filter((other) => other !== lock);
								grantNext();
							});
					});
				};
				const entry: Waiting = { name, shared, grant };
				const giveUp = (): void => {
					waiting = waiting.filter((other) => other !== entry);
					reject(signal?.reason);
				};
				if (steal) {
					for (const lock of held.filter((other) => other.name === name)) lock.rob();
					held = held.filter((other) => other.name !== name);
					return grant();
				}
				if (isFree(name, shared) && !waiting.some((other) => other.name === name)) return grant();
				if (ifAvailable) return void callback(null).then(resolve, reject);
				signal?.addEventListener('abort', giveUp, { once: true });
				waiting.push(entry);
			});
		},
	});
};
