export interface KeptRecord {
	id: string;
	file: File;
	isPaused: boolean;
	/** Milliseconds since 1970. */
	keptAt: number;
}

/** What a person's files under way are kept in. Everything rejects when the browser has no room for it. */
export interface UploadDatabase {
	/** Oldest first. */
	list(): Promise<KeptRecord[]>;
	put(record: KeptRecord): Promise<unknown>;
	/** Of one that is not here it does nothing. */
	setPaused(id: string, isPaused: boolean): Promise<unknown>;
	remove(id: string): Promise<unknown>;
	clear(): Promise<unknown>;
	close(): void;
}

const store = 'uploads';

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
	new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error);
	});

/** In IndexedDB, which copies the bytes: a file that is moved or changed meanwhile is still what was chosen. */
export const openUploadDatabase = async (userId: string): Promise<UploadDatabase> => {
	const opening = indexedDB.open(`flotilla-files-uploads-${userId}`, 1);
	opening.onupgradeneeded = () => opening.result.createObjectStore(store, { keyPath: 'id' });
	const database = await settled(opening);
	database.onversionchange = () => database.close();
	const use = (mode: IDBTransactionMode): IDBObjectStore => database.transaction(store, mode).objectStore(store);

	return {
		async list() {
			const records = (await settled(use('readonly').getAll())) as KeptRecord[];
			return records.sort((a, b) => a.keptAt - b.keptAt);
		},
		put: (record) => settled(use('readwrite').put(record)),
		async setPaused(id, isPaused) {
			const records = use('readwrite');
			const record = (await settled(records.get(id))) as KeptRecord | undefined;
			if (record !== undefined) await settled(records.put({ ...record, isPaused }));
		},
		remove: (id) => settled(use('readwrite').delete(id)),
		clear: () => settled(use('readwrite').clear()),
		close: () => database.close(),
	};
};
