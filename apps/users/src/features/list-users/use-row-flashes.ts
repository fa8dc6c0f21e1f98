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
	/** By id: what ends its flash. */
	const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>());
	const [flashes, setFlashes] = useState<ReadonlyMap<string, RowFlash>>(new Map());

	const flash = useCallback(
		(ids: readonly string[], kind: RowFlash) => {
			if (ids.length === 0) return;
			setFlashes((before) => new Map([...before, ...ids.map((id) => [id, kind] as const)]));
			// Those of one moment end together, but for who flashed again since.
			const timer = setTimeout(() => {
				const over = new Set(ids.filter((id) => timers.current.get(id) === timer));
				for (const id of over) timers.current.delete(id);
				setFlashes((before) => new Map([...before].filter(([id]) => !over.has(id))));
			}, duration);
			for (const id of ids) timers.current.set(id, timer);
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
			for (const timer of new Set(pending.values())) clearTimeout(timer);
			pending.clear();
			setFlashes(new Map());
		};
	}, []);

	return { flashes, refuse: useCallback((ids) => flash(ids, 'refused'), [flash]) };
};
