import type { Lock, Locker, RequestRelease } from '@tus/server';
import { UploadBusyError } from './upload-busy-error.ts';
import type { UploadLeases } from './upload-leases.ts';

export interface UploadLockerOptions {
	/** Seconds to wait for whoever holds a lock; then `lock` throws `UploadBusyError`. */
	timeout: number;
	/** Where other nodes may write, too. */
	leases?: UploadLeases | undefined;
}

export interface UploadLocker extends Locker {
	/** Aborted when somebody waits for the one who holds the upload now, or its lease is lost: write nothing more. */
	wanted(id: string): AbortSignal;
}

interface Held {
	requestRelease: RequestRelease;
	wanted: AbortController;
	/** Whoever waits, first come, first served. */
	waiting: (() => void)[];
}

/**
 * One writer an upload: a client that lost its connection comes back while the server still believes in
 * the old one, so whoever waits asks the holder to let go. Held here, and on every node by a lease.
 */
export const createUploadLocker = ({ timeout, leases }: UploadLockerOptions): UploadLocker => {
	const held = new Map<string, Held>();

	const take = async (id: string, requestRelease: RequestRelease, signal: AbortSignal): Promise<void> => {
		const holder = held.get(id);
		if (holder === undefined) {
			held.set(id, { requestRelease, wanted: new AbortController(), waiting: [] });
			return;
		}
		const { promise, resolve, reject } = Promise.withResolvers<void>();
		const granted = () => {
			holder.requestRelease = requestRelease;
			holder.wanted = new AbortController();
			if (holder.waiting.length > 0) holder.wanted.abort();
			resolve();
		};
		const giveUp = () => {
			const place = holder.waiting.indexOf(granted);
			if (place === -1) return;
			holder.waiting.splice(place, 1);
			reject(new UploadBusyError(id));
		};
		holder.waiting.push(granted);
		signal.addEventListener('abort', giveUp, { once: true });
		holder.wanted.abort();
		await holder.requestRelease();
		await promise;
	};

	const letGo = (id: string): void => {
		const next = held.get(id)?.waiting.shift();
		if (next === undefined) held.delete(id);
		else next();
	};

	return {
		wanted: (id) => held.get(id)?.wanted.signal ?? AbortSignal.abort(),
		newLock(id): Lock {
			let endLease: (() => Promise<void>) | undefined;
			return {
				async lock(stop, requestRelease) {
					const signal = AbortSignal.any([stop, AbortSignal.timeout(timeout * 1000)]);
					await take(id, requestRelease, signal);
					const holder = held.get(id);
					try {
						endLease = await leases?.take(id, { signal, onLost: () => holder?.wanted.abort() });
					} catch (error) {
						letGo(id);
						throw error;
					}
				},
				async unlock() {
					try {
						await endLease?.();
					} finally {
						letGo(id);
					}
				},
			};
		},
	};
};
