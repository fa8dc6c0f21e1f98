import { useEffect, useState } from 'react';

/**
 * Whole seconds left of a wait, counted against the clock so that a sleeping laptop does not prolong it.
 *
 * @returns `[left, start]`; `start(seconds)` begins a new wait.
 */
export const useCountdown = (): [number, (seconds: number) => void] => {
	const [deadline, setDeadline] = useState(0);
	const [left, setLeft] = useState(0);

	useEffect(() => {
		if (left === 0) return;
		const timer = setTimeout(() => setLeft(secondsUntil(deadline)), 1000);
		return () => clearTimeout(timer);
	}, [deadline, left]);

	const start = (seconds: number): void => {
		const end = Date.now() + seconds * 1000;
		setDeadline(end);
		setLeft(secondsUntil(end));
	};
	return [left, start];
};

const secondsUntil = (deadline: number): number => Math.max(0, Math.ceil((deadline - Date.now()) / 1000));
