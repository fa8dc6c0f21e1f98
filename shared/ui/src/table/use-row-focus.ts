import { type FocusEvent, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';

interface Options {
	/** What the rows are in. */
	scroll: RefObject<HTMLElement | null>;
	/** Of all rows. */
	count: number;
	/** The row to begin with. */
	begin: number;
	/** Which list this is: another one begins at its top. */
	listKey: string;
}

export interface RowFocus {
	/** The row that is the table's tab stop. */
	active: number;
	/** The row where a range begins that shift extends; its owner is whoever picks. */
	anchor: RefObject<number>;
	/** Makes a row the tab stop; the focus is somewhere else, or there already. */
	point: (index: number) => void;
	/** Makes a row the tab stop and gives it the focus, as soon as it is drawn. */
	take: (index: number) => void;
	onFocus: (event: FocusEvent) => void;
	onBlur: () => void;
}

const rows = 'tbody tr[data-index]';

/** The index of the row that something is in; null outside of rows. */
export const rowIndexOf = (target: EventTarget): number | null => {
	const row = (target as HTMLElement).closest<HTMLElement>(rows);
	return row === null ? null : Number(row.dataset.index);
};

/** Which row is the table's tab stop, and that the focus stays with its row whatever becomes of what had it. */
export const useRowFocus = ({ scroll, count, begin, listKey }: Options): RowFocus => {
	const [wanted, setActive] = useState(begin);
	const active = Math.min(wanted, Math.max(0, count - 1));
	const wantsFocus = useRef(false);
	const hasFocus = useRef(false);
	const elementOf = (index: number) => scroll.current?.querySelector<HTMLElement>(`tr[data-index="${index}"]`) ?? null;

	const anchor = useRef(active);
	const shownList = useRef(listKey);
	useLayoutEffect(() => {
		if (shownList.current === listKey) return;
		shownList.current = listKey;
		setActive(0);
		anchor.current = 0;
		scroll.current?.scrollTo({ top: 0 });
	}, [listKey, scroll]);

	useLayoutEffect(() => {
		if (!wantsFocus.current) return;
		const element = elementOf(active);
		if (element === null) return;
		wantsFocus.current = false;
		element.focus({ preventScroll: true });
	});

	// A row that has the focus may move with it, and the tab stop has to follow.
	useLayoutEffect(() => {
		const focused = document.activeElement;
		if (focused === null || scroll.current?.contains(focused) !== true) return;
		const index = rowIndexOf(focused);
		if (index !== null && index !== active && !wantsFocus.current) setActive(index);
	});

	// An editor goes, a row comes in place of its skeleton: what had the focus is no more, and its row takes it, unless
	// another editor does.
	useEffect(() => {
		if (!hasFocus.current || document.activeElement !== document.body) return;
		const frame = requestAnimationFrame(() => {
			if (document.activeElement === document.body) elementOf(active)?.focus({ preventScroll: true });
		});
		return () => cancelAnimationFrame(frame);
	});

	return {
		active,
		anchor,
		point: setActive,
		take(index) {
			wantsFocus.current = true;
			setActive(index);
		},
		onFocus({ target }) {
			hasFocus.current = true;
			// A screen reader goes where it wants, without a key.
			const index = rowIndexOf(target);
			if (index !== null && index !== active) setActive(index);
		},
		// Not called for what is taken away, which is what it is about.
		onBlur() {
			hasFocus.current = false;
		},
	};
};
