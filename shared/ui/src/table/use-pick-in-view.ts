import { useCallback, useEffect, useMemo, useRef } from 'react';
import { isRowSelected } from './row-selection.ts';
import type { VirtualTableProps } from './virtual-table-props.ts';

interface Options<Row> extends Pick<VirtualTableProps<Row>, 'rowAt' | 'rowKey' | 'selection' | 'onSelect'> {
	/** The rows that are in view, both included. */
	first: number;
	last: number;
}

interface PickInView {
	/** How many of the rows in view are ticked; undefined where nothing can be. */
	picked: 'none' | 'some' | 'all' | undefined;
	/** Ticks them, or ticks them off. The same function for good. */
	onPick: (selected: boolean) => void;
}

/** What the box in the head is about: the rows on screen. */
export const usePickInView = <Row>({ first, last, rowAt, rowKey, selection, onSelect }: Options<Row>): PickInView => {
	const inView = useMemo(() => {
		const keys: string[] = [];
		for (let index = first; index <= last; index += 1) {
			const row = rowAt(index);
			if (row !== undefined) keys.push(rowKey(row));
		}
		return keys;
	}, [first, last, rowAt, rowKey]);
	const ticked = selection === undefined ? 0 : inView.filter((key) => isRowSelected(selection, key)).length;

	const now = useRef({ first, last, onSelect });
	useEffect(() => {
		now.current = { first, last, onSelect };
	});
	const onPick = useCallback((selected: boolean) => {
		const { first: from, last: to, onSelect: tell } = now.current;
		tell?.({ from, to }, selected);
	}, []);

	return {
		picked: selection === undefined ? undefined : ticked === 0 ? 'none' : ticked === inView.length ? 'all' : 'some',
		onPick,
	};
};
