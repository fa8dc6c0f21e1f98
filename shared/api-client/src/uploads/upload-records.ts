import type { PreviousUpload, UrlStorage } from 'tus-js-client';
import { keysWith, type UploadStorage, uploadKeyPrefix } from './forget-uploads.ts';

/** An upload that was not finished: chosen again, its file goes on where it was. */
export interface ResumableUpload {
	/** That of the file to be. */
	id: string;
	filename: string;
	/** Bytes. */
	size: number;
	/** ISO 8601. */
	startedAt: string;
}

/** What is known of a person's unfinished uploads, in the browser's storage, in the form tus-js-client reads. */
export interface UploadRecords extends UrlStorage {
	list(): ResumableUpload[];
	/** Undefined when nothing of it was begun. */
	find(fingerprint: string): ResumableUpload | undefined;
	/** The address of an upload; undefined for one that is not known. */
	addressOf(id: string): string | undefined;
	/** By its id. */
	remove(id: string): void;
}

interface Options {
	storage: UploadStorage | undefined;
	userId: string;
	/** Milliseconds after which the server has forgotten an upload. */
	lifetime: number;
}

type Stored = PreviousUpload & { fingerprint: string };

const idOf = ({ uploadUrl }: PreviousUpload): string => uploadUrl?.split('/').at(-1) ?? '';

const toResumable = (stored: Stored): ResumableUpload => ({
	id: idOf(stored),
	filename: stored.metadata.filename ?? '',
	size: stored.size ?? 0,
	startedAt: new Date(stored.creationTime).toISOString(),
});

export const createUploadRecords = ({ storage, userId, lifetime }: Options): UploadRecords => {
	const prefix = uploadKeyPrefix(userId);

	const read = (key: string): Stored | undefined => {
		try {
			const stored = JSON.parse(storage?.getItem(key) ?? 'null') as Stored | null;
			const age = Date.now() - Date.parse(stored?.creationTime ?? '');
			if (stored !== null && typeof stored.uploadUrl === 'string' && age < lifetime) {
				return { ...stored, urlStorageKey: key };
			}
		} catch {
			// Somebody else wrote it.
		}
		storage?.removeItem(key);
		return undefined;
	};
	const all = (): Stored[] =>
		storage === undefined ? [] : keysWith(storage, prefix).flatMap((key) => read(key) ?? []);
	const withId = (id: string): Stored[] => all().filter((stored) => idOf(stored) === id);

	return {
		findAllUploads: async () => all(),
		findUploadsByFingerprint: async (fingerprint) => all().filter((stored) => stored.fingerprint === fingerprint),
		async removeUpload(key) {
			storage?.removeItem(key);
		},
		async addUpload(fingerprint, upload) {
			const key = prefix + crypto.randomUUID();
			try {
				storage?.setItem(key, JSON.stringify({ ...upload, fingerprint }));
			} catch {
				// The storage is full: this upload goes on after a pause, but not after a reload.
			}
			return key;
		},
		list: () => all().map(toResumable),
		find: (fingerprint) =>
			all()
				.filter((stored) => stored.fingerprint === fingerprint)
				.map(toResumable)[0],
		addressOf: (id) => withId(id)[0]?.uploadUrl ?? undefined,
		remove(id) {
			for (const { urlStorageKey } of withId(id)) storage?.removeItem(urlStorageKey);
		},
	};
};
