import type { TransferProgress } from '@flotilla/api-client';
import type { StoredFile } from '@flotilla/contracts';
import { useCallback, useRef, useState } from 'react';
import { useDataCache } from '../react/data-cache-context.tsx';
import { type Action, useAction } from '../react/use-action.ts';

export interface UploadAction extends Action<[file: File, options?: { signal?: AbortSignal }], StoredFile> {
	/** Of the last upload started; null before the first. */
	progress: TransferProgress | null;
	/** Gives the last upload up; `run` rejects with code `ABORTED`. */
	cancel(): void;
}

/**
 * One upload at a time: for several files, one component each. The upload goes on when the component
 * unmounts, unless `cancel` or the `signal` ends it.
 */
export const useUploadFile = (): UploadAction => {
	const cache = useDataCache();
	const [progress, setProgress] = useState<TransferProgress | null>(null);
	const controller = useRef<AbortController | null>(null);
	const action = useAction((file: File, { signal }: { signal?: AbortSignal } = {}) => {
		const current = new AbortController();
		controller.current = current;
		setProgress({ loaded: 0, total: file.size, percentage: 0 });
		return cache.uploadFile(file, {
			signal: signal === undefined ? current.signal : AbortSignal.any([current.signal, signal]),
			onProgress: (next) => {
				if (controller.current === current) setProgress(next);
			},
		});
	});
	const cancel = useCallback(() => controller.current?.abort(), []);
	return { ...action, progress, cancel };
};
