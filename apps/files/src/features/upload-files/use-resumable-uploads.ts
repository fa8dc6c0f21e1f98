import type { ResumableUpload } from '@flotilla/api-client';
import { useLoadUploads } from '@flotilla/data-cache';
import { useCallback, useEffect, useState } from 'react';
import type { UploadItem } from './upload-item.ts';
import { canRetry } from './upload-queue.model.ts';

export interface ResumableUploads {
	/** Those that nobody is sending: their files have to be chosen again. */
	uploads: readonly ResumableUpload[];
	isSame(upload: ResumableUpload, file: File): Promise<boolean>;
	/** Lets the browser and the server forget one. Rejects when the server could not be told. */
	discard(upload: ResumableUpload): Promise<void>;
}

/** What an earlier visit began and did not finish. The code that knows is what the first upload needs anyway. */
export const useResumableUploads = (items: readonly UploadItem[]): ResumableUploads => {
	const loadUploads = useLoadUploads();
	const [known, setKnown] = useState<readonly ResumableUpload[]>([]);
	const list = useCallback(
		async () => setKnown(await loadUploads().then((uploads) => uploads.listResumable())),
		[loadUploads],
	);
	const count = items.length;
	// biome-ignore lint/correctness/useExhaustiveDependencies: one that leaves the list may be known no more
	useEffect(() => {
		// Without its code nothing can be uploaded now; whoever tries is told.
		list().catch(() => undefined);
	}, [list, count]);

	const isHere = ({ filename, size }: ResumableUpload) =>
		items.some((item) => item.file.name === filename && item.file.size === size && !isGivenUp(item));
	return {
		uploads: known.filter((upload) => !isHere(upload)),
		async isSame({ id }, file) {
			return (await loadUploads()).findResumable(file)?.id === id;
		},
		async discard({ id }) {
			await (await loadUploads()).discardResumable(id);
			await list();
		},
	};
};

/** Nothing more is sent of it from here. One that may be tried again has its button for that. */
const isGivenUp = ({ state }: UploadItem): boolean =>
	state.status === 'refused' || (state.status === 'failed' && !canRetry(state.error));
