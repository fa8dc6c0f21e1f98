/** The part of `Storage` that is used. */
export type UploadStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const prefix = 'flotilla.uploads:';
export const uploadKeyPrefix = (userId: string): string => `${prefix}${userId}:`;

export const keysWith = (storage: UploadStorage, start: string): string[] =>
	Array.from({ length: storage.length }, (_, index) => storage.key(index)).filter(
		(key): key is string => key?.startsWith(start) === true,
	);

/**
 * Forgets the unfinished uploads of everybody who used this browser. Apart from the upload service, which need
 * not be loaded for it.
 */
export const forgetUploads = (storage: UploadStorage): void => {
	for (const key of keysWith(storage, prefix)) storage.removeItem(key);
};
