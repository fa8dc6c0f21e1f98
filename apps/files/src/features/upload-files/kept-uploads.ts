import { openUploadDatabase, type UploadDatabase } from './upload-database.ts';

export interface KeptUpload {
	id: string;
	file: File;
	isPaused: boolean;
}

/** Keeps the files under way in the browser, so that they go on when the page is loaded again. Nothing of it throws. */
export interface UploadShelf {
	/** What this person has here and no other tab is sending, oldest first; from now on files are kept for them. */
	open(userId: string): Promise<readonly KeptUpload[]>;
	keep(upload: { id: string; file: File }): void;
	setPaused(id: string, isPaused: boolean): void;
	remove(id: string): void;
	/** Lets other tabs have what is kept. */
	release(): void;
	/** Removes all of a person; for a sign-out. */
	forget(userId: string): Promise<void>;
}

/** The part of `LockManager` that is used. */
export interface ShelfLocks {
	request(
		name: string,
		options: { ifAvailable: true },
		callback: (lock: unknown) => Promise<void> | undefined,
	): Promise<unknown>;
}

export interface UploadShelfOptions {
	/** Bytes of one file; a larger one has to be chosen again after a reload. Default 512 MiB. */
	maximumFileSize?: number;
	/** Bytes of all files of a person. Default 2 GiB. */
	maximumSize?: number;
	/** Milliseconds after which nobody wants it any more. Default a day, as long as the server keeps an upload. */
	lifetime?: number;
	/** What keeps two tabs from sending one file. Default `navigator.locks`, or nothing. */
	locks?: ShelfLocks | undefined;
	/** Milliseconds since 1970. Default: the clock of the page. */
	now?: () => number;
	/** Default: IndexedDB. */
	openDatabase?: (userId: string) => Promise<UploadDatabase>;
}

const mebibyte = 1024 * 1024;

export const createUploadShelf = ({
	maximumFileSize = 512 * mebibyte,
	maximumSize = 2048 * mebibyte,
	lifetime = 86_400_000,
	now = () => Date.now(),
	openDatabase = openUploadDatabase,
	...options
}: UploadShelfOptions = {}): UploadShelf => {
	const locks = 'locks' in options ? options.locks : globalThis.navigator?.locks;
	/** Rejects where the browser has no room or no database: then nothing outlives the page. */
	let database: Promise<UploadDatabase> | null = null;
	const held = new Map<string, () => void>();
	/** Bytes, by id. */
	const sizes = new Map<string, number>();

	/** False when another tab has it. */
	const claim = (id: string): Promise<boolean> => {
		if (locks === undefined || held.has(id)) return Promise.resolve(true);
		return new Promise((resolve) => {
			const end = Promise.withResolvers<void>();
			locks
				.request(`flotilla.files-upload:${id}`, { ifAvailable: true }, (lock) => {
					resolve(lock !== null);
					if (lock === null) return undefined;
					held.set(id, end.resolve);
					return end.promise;
				})
				.catch(() => resolve(true));
		});
	};
	const letGo = (id: string): void => {
		held.get(id)?.();
		held.delete(id);
	};
	const inDatabase = (act: (open: UploadDatabase) => Promise<unknown>): void => {
		database?.then(act).catch(() => undefined);
	};

	return {
		async open(userId) {
			database = openDatabase(userId);
			try {
				const open = await database;
				const kept: KeptUpload[] = [];
				for (const { keptAt, ...upload } of await open.list()) {
					if (now() - keptAt > lifetime) await open.remove(upload.id);
					else if (await claim(upload.id)) {
						sizes.set(upload.id, upload.file.size);
						kept.push(upload);
					}
				}
				return kept;
			} catch {
				return [];
			}
		},
		keep({ id, file }) {
			const used = [...sizes.values()].reduce((sum, size) => sum + size, 0);
			if (file.size > maximumFileSize || used + file.size > maximumSize) return;
			sizes.set(id, file.size);
			inDatabase(async (open) => {
				await claim(id);
				// It may be through already.
				if (sizes.has(id)) await open.put({ id, file, isPaused: false, keptAt: now() });
			});
		},
		setPaused: (id, isPaused) => inDatabase((open) => open.setPaused(id, isPaused)),
		remove(id) {
			sizes.delete(id);
			inDatabase((open) => open.remove(id));
			letGo(id);
		},
		release() {
			for (const id of [...held.keys()]) letGo(id);
			sizes.clear();
			inDatabase(async (open) => open.close());
			database = null;
		},
		async forget(userId) {
			try {
				const open = await openDatabase(userId);
				await open.clear();
				open.close();
			} catch {
				// Then there is nothing.
			}
		},
	};
};
