/** The part of `Storage` that is used. */
export type UploadStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const prefix = 'flotilla.uploads:';
export const uploadKeyPrefix = (userId: string): string => `${prefix}${userId}:`;

export const keysWith = (storage: UploadStorage, start: string): string[] =>
	Array.from({ length: storage.length }, (_, index) => storage.key(index)).filter(
		(key): key is string => key?.startsWith(start) === true,
	);

/** `localStorage`; undefined where there is none. Pages that may not store anything throw when it is named. */
export const browserStorage = (): UploadStorage | undefined => {
	try {
		return globalThis.window?.localStorage;
	} catch {
		return undefined;
	}
};

/**
 * Forgets the unfinished uploads of everybody who used this browser. Apart from the upload service, which need
 * not be loaded for it.
 *
 * @param storage default `localStorage`.
 */
export const forgetUploads = (storage: UploadStorage | undefined = browserStorage()): void => {
	if (storage === undefined) return;
	for (const key of keysWith(storage, prefix)) storage.removeItem(key);
};
