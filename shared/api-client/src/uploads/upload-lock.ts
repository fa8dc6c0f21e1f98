/** The part of `LockManager` that is used. */
export interface UploadLocks {
	request(
		name: string,
		options: { ifAvailable: true },
		callback: (lock: unknown) => Promise<void> | undefined,
	): Promise<unknown>;
}

/** Held until it is given free, or the tab is gone. */
export interface UploadLock {
	release(): void;
}

/** Null when another tab, or this one, holds it. Without locks nobody does. */
export const takeUploadLock = (locks: UploadLocks | undefined, name: string): Promise<UploadLock | null> => {
	if (locks === undefined) return Promise.resolve({ release: () => {} });
	return new Promise((resolve, reject) => {
		const held = Promise.withResolvers<void>();
		locks
			.request(name, { ifAvailable: true }, (lock) => {
				if (lock === null) {
					resolve(null);
					return undefined;
				}
				resolve({ release: held.resolve });
				return held.promise;
			})
			.catch(reject);
	});
};
