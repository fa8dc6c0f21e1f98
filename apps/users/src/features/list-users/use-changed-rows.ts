import { useEffect, useRef, useState } from 'react';

interface Row {
	id: string;
	version: number;
}

/**
 * The ids of rows that became newer than they were when last shown, each for a moment.
 * What is compared is the version, so it does not matter how the news arrived.
 *
 * @param duration milliseconds. Default 2000.
 */
export const useChangedRows = (rows: readonly Row[] | undefined, duration = 2000): ReadonlySet<string> => {
	const versions = useRef(new Map<string, number>());
	const timers = useRef(new Set<ReturnType<typeof setTimeout>>());
	const [changed, setChanged] = useState<ReadonlySet<string>>(new Set());

	useEffect(() => {
		const newer: string[] = [];
		for (const { id, version } of rows ?? []) {
			const shown = versions.current.get(id);
			if (shown !== undefined && version > shown) newer.push(id);
			versions.current.set(id, version);
		}
		if (newer.length === 0) return;
		setChanged((before) => new Set([...before, ...newer]));
		// Not cleared when `rows` changes again: each highlight has its own end.
		const timer = setTimeout(() => {
			timers.current.delete(timer);
			setChanged((before) => new Set([...before].filter((id) => !newer.includes(id))));
		}, duration);
		timers.current.add(timer);
	}, [rows, duration]);

	useEffect(() => {
		const pending = timers.current;
		return () => {
			for (const timer of pending) clearTimeout(timer);
			pending.clear();
			setChanged(new Set());
		};
	}, []);

	return changed;
};
