import { useEffect, useState } from 'react';
import { createKeptWait, type Wait } from './kept-wait.ts';

export interface Countdown {
	/** Whole seconds, counted against the clock so that a sleeping laptop does not prolong it. 0: nothing to wait for. */
	left: number;
	/** Whom the wait is for. */
	about: string | undefined;
	start(seconds: number, about?: string): void;
}

/**
 * Counts down what is left of a wait, also after the page was loaded again.
 *
 * @param name which of the pages it is of; two with one name count as one.
 */
export const useCountdown = (name: string): Countdown => {
	const [kept] = useState(() => createKeptWait({ name }));
	const [wait, setWait] = useState<Wait | null>(kept.read);
	const [left, setLeft] = useState(() => secondsUntil(wait));

	useEffect(() => {
		if (left === 0) return;
		const timer = setTimeout(() => setLeft(secondsUntil(wait)), 1000);
		return () => clearTimeout(timer);
	}, [wait, left]);

	return {
		left,
		about: wait?.about,
		start(seconds, about) {
			const next = { until: Date.now() + seconds * 1000, about };
			kept.write(next);
			setWait(next);
			setLeft(secondsUntil(next));
		},
	};
};

const secondsUntil = (wait: Wait | null): number =>
	wait === null ? 0 : Math.max(0, Math.ceil((wait.until - Date.now()) / 1000));
