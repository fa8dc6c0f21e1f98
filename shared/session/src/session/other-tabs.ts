import type { Locks } from './browser-lock.ts';
import type { Clock } from './clock.ts';
import { tabLockName } from './lock-names.ts';

export interface OtherTabs {
	/** This tab has a token from now on, or no more. */
	present(isPresent: boolean): void;
	/** Calls `question` when there is another tab with a token; settles when all have answered, time is over, or by `signal`. */
	ask(question: () => void, signal: AbortSignal): Promise<void>;
	/** An answer came in; a token ends the waiting. */
	heard(answer: 'token' | 'no-token'): void;
}

interface Options {
	/** Undefined: nobody can tell whether there are other tabs, so none is asked. */
	locks: Locks | undefined;
	clock: Clock;
	/** Milliseconds to wait for tabs that do not answer. */
	answerTimeout: number;
}

export const createOtherTabs = ({ locks, clock, answerTimeout }: Options): OtherTabs => {
	let leave: (() => void) | null = null;
	let heard: OtherTabs['heard'] = () => {};

	const count = async (): Promise<number> => {
		const { held = [] } = (await locks?.query().catch(() => undefined)) ?? {};
		return held.filter(({ name }) => name === tabLockName).length - (leave === null ? 0 : 1);
	};

	return {
		present(isPresent) {
			if (!isPresent) {
				leave?.();
				leave = null;
				return;
			}
			if (leave !== null || locks === undefined) return;
			const { promise, resolve } = Promise.withResolvers<void>();
			leave = resolve;
			locks
				.request(tabLockName, { mode: 'shared' }, () => promise)
				.catch(() => {
					// Refused where documents may not take locks: this tab is then not asked.
					if (leave === resolve) leave = null;
				});
		},
		async ask(question, signal) {
			let left = await count();
			if (left <= 0 || signal.aborted) return;
			const { promise, resolve } = Promise.withResolvers<void>();
			const timer = clock.setTimeout(resolve, answerTimeout);
			heard = (answer) => {
				left -= 1;
				if (answer === 'token' || left <= 0) resolve();
			};
			signal.addEventListener('abort', () => resolve(), { once: true });
			question();
			await promise;
			clock.clearTimeout(timer);
			heard = () => {};
		},
		heard: (answer) => heard(answer),
	};
};
