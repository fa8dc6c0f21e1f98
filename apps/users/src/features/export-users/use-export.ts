import { type ApiError, isApiError } from '@flotilla/api-client';
import type { ExportUsersQuery } from '@flotilla/contracts';
import { useDataCache } from '@flotilla/data-cache';
import { useEffect, useRef, useState } from 'react';
import { saveFile } from '../../save-file/save-file.ts';

export type ExportPhase =
	| { name: 'idle' }
	/** Bytes so far; how many there will be nobody knows. */
	| { name: 'running'; bytes: number }
	| { name: 'done'; bytes: number; file: string }
	| { name: 'failed'; error: ApiError };

/** One export at a time; it ends with the component. */
export const useExport = () => {
	const { api } = useDataCache();
	const [phase, setPhase] = useState<ExportPhase>({ name: 'idle' });
	const life = useRef<AbortController | null>(null);
	useEffect(() => () => life.current?.abort(), []);

	return {
		phase,
		async start(query: ExportUsersQuery, file: string): Promise<void> {
			const own = new AbortController();
			life.current = own;
			setPhase({ name: 'running', bytes: 0 });
			try {
				const content = await api.users.export(query, {
					signal: own.signal,
					onProgress: ({ loaded }) => !own.signal.aborted && setPhase({ name: 'running', bytes: loaded }),
				});
				saveFile(content, file);
				setPhase({ name: 'done', bytes: content.size, file });
			} catch (error) {
				if (!isApiError(error)) throw error;
				setPhase(error.code === 'ABORTED' ? { name: 'idle' } : { name: 'failed', error });
			}
		},
		cancel(): void {
			life.current?.abort();
		},
	};
};
