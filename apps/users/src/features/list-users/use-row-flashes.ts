import type { RowFlash } from '@flotilla/ui/table';
import { useCallback, useEffect, useRef, useState } from 'react';

interface Row {
	id: string;
	version: number;
}

export interface RowFlashes {
	/** By id. */
	flashes: ReadonlyMap<string, RowFlash>;
	/** Marks rows whose change was taken back. */
	refuse: (ids: readonly string[]) => void;
}

/**
 * Rows that became newer than they were when last shown, or whose change was refused, each for a moment. What is
 * compared is the version, so it does not matter how the news arrived.
 *
 * @param duration milliseconds. Default 2000.
 */
export const useRowFlashes = (rows: readonly Row[], duration = 2000): RowFlashes => {
	const versions = useRef(new Map<string, number>());
	const timers = useRef(new Set<ReturnType<typeof setTimeout>>());
	const [flashes, setFlashes] = useState<ReadonlyMap<string, RowFlash>>(new Map());

	const flash = useCallback(
		(ids: readonly string[], kind: RowFlash) => {
			if (ids.length === 0) return;
			setFlashes((before) => new Map([...before, ...ids.map((id) => [id, kind] as const)]));
			// Not cleared when rows change again: each has its own end.
			const timer = setTimeout(() => {
				timers.current.delete(timer);
				setFlashes((before) => new Map([...before].filter(([id]) => !ids.includes(id))));
			}, duration);
			timers.current.add(timer);
		},
		[duration],
	);

	useEffect(() => {
		const newer: string[] = [];
		for (const { id, version } of rows) {
			const shown = versions.current.get(id);
			if (shown !== undefined && version > shown) newer.push(id);
			versions.current.set(id, version);
		}
		flash(newer, 'changed');
	}, [rows, flash]);

	useEffect(() => {
		const pending = timers.current;
		return () => {
			for (const timer of pending) clearTimeout(timer);
			pending.clear();
			setFlashes(new Map());
		};
	}, []);

	return { flashes, refuse: useCallback((ids) => flash(ids, 'refused'), [flash]) };
};
