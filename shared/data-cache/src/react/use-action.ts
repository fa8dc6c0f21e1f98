import type { ApiError } from '@flotilla/api-client';
import { useCallback, useLayoutEffect, useRef, useState } from 'react';

export interface Action<A extends readonly unknown[], R> {
	/** Rejects like the action itself; `error` has it, too. */
	run(...input: A): Promise<R>;
	isRunning: boolean;
	/** Of the last run; undefined while another is under way. */
	error: ApiError | undefined;
	/** Forgets the error. */
	reset(): void;
}

/** The state of an action that is started by hand. With several runs at once it is that of the last one started. */
export const useAction = <A extends readonly unknown[], R>(act: (...input: A) => Promise<R>): Action<A, R> => {
	const [state, setState] = useState<{ isRunning: boolean; error: ApiError | undefined }>(idle);
	const latest = useRef({ act, run: 0 });
	useLayoutEffect(() => {
		latest.current.act = act;
	});
	const run = useCallback(async (...input: A): Promise<R> => {
		latest.current.run += 1;
		const current = latest.current.run;
		const finish = (error: ApiError | undefined): void => {
			if (current === latest.current.run) setState({ isRunning: false, error });
		};
		setState({ isRunning: true, error: undefined });
		try {
			const result = await latest.current.act(...input);
			finish(undefined);
			return result;
		} catch (error) {
			// Everything the cache does rejects with an ApiError.
			finish(error as ApiError);
			throw error;
		}
	}, []);
	const reset = useCallback(() => setState(idle), []);
	return { run, ...state, reset };
};

const idle = { isRunning: false, error: undefined };
