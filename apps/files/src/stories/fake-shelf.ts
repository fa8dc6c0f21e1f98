import type { KeptUpload, UploadShelf } from '../features/upload-files/kept-uploads.ts';

/** A shelf that forgets with its story; `kept` is what is on it. */
export const createFakeShelf = (
	before: readonly KeptUpload[] = [],
): UploadShelf & { kept: Map<string, KeptUpload> } => {
	const kept = new Map(before.map((upload) => [upload.id, upload]));
	return {
		kept,
		open: async () => [...kept.values()],
		keep: ({ id, file }) => void kept.set(id, { id, file, isPaused: false }),
		setPaused(id, isPaused) {
			const upload = kept.get(id);
			if (upload !== undefined) kept.set(id, { ...upload, isPaused });
		},
		remove: (id) => void kept.delete(id),
		release: () => {},
		forget: async () => kept.clear(),
	};
};
