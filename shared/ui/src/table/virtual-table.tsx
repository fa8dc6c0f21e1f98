import { useMediaQuery } from '@mantine/hooks';
import { defaultRangeExtractor, elementScroll, type Range, useVirtualizer } from '@tanstack/react-virtual';
import {
	type CSSProperties,
	type ElementType,
	type KeyboardEvent,
	type MouseEvent,
	type ReactNode,
	useCallback,
	useEffect,
	useLayoutEffect,
	useMemo,
	useRef,
	useState,
} from 'react';
import { useSlicedArrival } from '../feedback/use-sliced-arrival.ts';
import { WaitingLine } from '../feedback/waiting-line.tsx';
import { observeView } from './observe-view.ts';
import { isRowSelected, type RowSelection } from './row-selection.ts';
import { readTableKey } from './table-keys.ts';
import { useOverscan } from './use-overscan.ts';
import { useTableColumns } from './use-table-columns.ts';
import classes from './virtual-table.module.css';
import type {
	EditedCell,
	VirtualTableColumn,
	VirtualTableLabels,
	VirtualTablePosition,
	VirtualTableSort,
} from './virtual-table-column.ts';
import { VirtualTableHead } from './virtual-table-head.tsx';
import { type RowFlash, type RowLook, VirtualTableRow } from './virtual-table-row.tsx';

export interface VirtualTableProps<Row, Key extends string = string> {
	/** What the table lists, for screen readers, e.g. `Users`. */
	label: string;
	labels: VirtualTableLabels<Row>;
	/** The same array for as long as they are the same: with another one all rows are drawn again. */
	columns: readonly VirtualTableColumn<Row, Key>[];
	/** Columns that are not shown. */
	hiddenColumns?: ReadonlySet<Key> | undefined;
	/** Of the whole list; undefined while that is not known: shows skeletons. */
	count: number | undefined;
	/** Undefined for one that is on its way. Another function when other rows are there. */
	rowAt: (index: number) => Row | undefined;
	rowKey: (row: Row) => string;
	/** `data-*` attributes of a row. */
	rowData?: RowLook<Row>['dataOf'];
	/** Where a row leads; its first cell is the link, on a narrow screen all of it. */
	rowHref?: ((row: Row) => string) | undefined;
	/** The router's link, which gets `to`. Default a plain `<a href>`. */
	linkComponent?: ElementType | undefined;
	/** Buttons at the end of a row, seen on hover and on focus; not on a narrow screen. They take the tab index. */
	rowActions?: ((row: Row, tabIndex: 0 | -1) => ReactNode) | undefined;
	/** The one cell of a row where the screen is narrower than 48em: two lines. Default: columns, which scroll. */
	compactCell?: ((row: Row) => ReactNode) | undefined;
	/** Enter was pressed on a row. */
	onOpen?: ((row: Row) => void) | undefined;
	sort?: VirtualTableSort<Key> | null | undefined;
	onSort?: ((sort: VirtualTableSort<Key>) => void) | undefined;
	/** Undefined where nothing can be ticked. */
	selection?: RowSelection | undefined;
	/** Rows `from` to `to`, both included, in either order, were ticked or ticked off; some may not be here. */
	onSelect?: ((rows: { from: number; to: number }, selected: boolean) => void) | undefined;
	/** All that the list has, by Ctrl+A, or none, by Escape. */
	onSelectAll?: ((selected: boolean) => void) | undefined;
	edited?: EditedCell<Key> | null | undefined;
	/** Somebody wants to edit: by a double click on a cell, or by F2, which begins with the first that can be edited. */
	onEdit?: ((row: Row, column: Key) => void) | undefined;
	/** Hears which rows are in view, first and last. */
	onRange?: ((first: number, last: number) => void) | undefined;
	/** Other rows are on their way: what is here is dimmed under a moving line. Default false. */
	stale?: boolean | undefined;
	/** Shown instead of rows when there are none, e.g. an `EmptyState`. */
	empty?: ReactNode;
	/** Rows that have just changed, or whose change was taken back; they flash once. */
	flashes?: ReadonlyMap<string, RowFlash> | undefined;
	/** Rows that are on their way out: dimmed until they are gone. */
	leavingKeys?: ReadonlySet<string> | undefined;
	/** Pixels after the last row, for what floats over the table. Default 0. */
	endSpace?: number | undefined;
	/** Where to begin; kept up to date by the table. */
	position?: VirtualTablePosition | undefined;
	/** Which list this is: another one begins at its top. */
	listKey?: string | undefined;
	className?: string | undefined;
}

const headSize = 36;
const none: ReadonlySet<string> = new Set();
const noFlashes: ReadonlyMap<string, RowFlash> = new Map();
const skeletonRows = 24;
/** What is taken for the height of the view until it is measured, as a part of the window's: most of a page is its table. */
const firstPart = 0.7;

/**
 * A list of any length as a table that scrolls by itself: only what is in view is drawn, and rows may be missing, which
 * their owner fetches when they come into view. One row is the table's tab stop; arrows, Home, End and page keys move
 * it, Space ticks it, Shift extends, Enter opens, F2 edits, Ctrl+A takes all, Escape none.
 */
export function VirtualTable<Row, Key extends string = string>({
	label,
	labels,
	columns,
	hiddenColumns,
	count: knownCount,
	rowAt,
	rowKey,
	rowData,
	rowHref,
	linkComponent = 'a',
	rowActions,
	compactCell,
	onOpen,
	sort = null,
	onSort,
	selection,
	onSelect,
	onSelectAll,
	edited = null,
	onEdit,
	onRange,
	stale = false,
	empty,
	flashes = noFlashes,
	leavingKeys = none,
	endSpace = 0,
	position,
	listKey = '',
	className,
}: VirtualTableProps<Row, Key>) {
	const isNarrow = useMediaQuery('(width < 48em)', undefined, { getInitialValueInEffect: false });
	const isCoarse = useMediaQuery('(pointer: coarse)', undefined, { getInitialValueInEffect: false });
	const isBelowMedium = useMediaQuery('(width < 62em)', undefined, { getInitialValueInEffect: false });
	const isBelowLarge = useMediaQuery('(width < 75em)', undefined, { getInitialValueInEffect: false });
	const compact = isNarrow && compactCell !== undefined ? compactCell : null;
	const size = compact !== null ? 60 : isCoarse ? 44 : 40;
	const count = useSlicedArrival(knownCount);
	const isWaiting = count === undefined;
	const shownCount = count ?? skeletonRows;

	const scroll = useRef<HTMLDivElement>(null);
	const [active, setActive] = useState(position?.active ?? 0);
	const activeRow = Math.min(active, Math.max(0, shownCount - 1));
	/** Where a range begins that shift extends. */
	const anchor = useRef(activeRow);
	const wantsFocus = useRef(false);

	const rangeExtractor = useCallback(
		(range: Range) => {
			const indexes = defaultRangeExtractor(range);
			// The row with the focus stays: without it the keyboard would be nowhere.
			if (activeRow < range.count && !indexes.includes(activeRow)) indexes.push(activeRow);
			return indexes.sort((a, b) => a - b);
		},
		[activeRow],
	);
	const overscan = useOverscan(isWaiting);
	const isPlaced = useRef(false);
	const virtualizer = useVirtualizer<HTMLDivElement, HTMLTableRowElement>({
		count: shownCount,
		getScrollElement: () => scroll.current,
		estimateSize: () => size,
		overscan,
		scrollMargin: headSize,
		scrollPaddingStart: headSize,
		initialOffset: position?.offset ?? 0,
		// Without, the first render would have no rows, and all of them would be drawn in the one task that measures.
		initialRect: { width: 0, height: Math.round(window.innerHeight * firstPart) },
		observeElementRect: observeView,
		scrollToFn: (offset, options, instance) => {
			// It begins by going to where it is to begin: at the top it is already, and to say so would lay the page out.
			if (isPlaced.current || offset !== 0) elementScroll(offset, options, instance);
			isPlaced.current = true;
		},
		paddingEnd: endSpace,
		rangeExtractor,
		useFlushSync: false,
	});
	const items = virtualizer.getVirtualItems();
	const [first, last] = [virtualizer.range?.startIndex ?? 0, virtualizer.range?.endIndex ?? 0];

	const measuredSize = useRef(size);
	useLayoutEffect(() => {
		if (measuredSize.current === size) return;
		measuredSize.current = size;
		virtualizer.measure();
	}, [size, virtualizer]);

	const shownList = useRef(listKey);
	useLayoutEffect(() => {
		if (shownList.current === listKey) return;
		shownList.current = listKey;
		anchor.current = 0;
		setActive(0);
		scroll.current?.scrollTo({ top: 0 });
	}, [listKey]);

	useEffect(() => {
		if (!isWaiting) onRange?.(first, last);
	}, [first, last, isWaiting, onRange]);

	useEffect(() => {
		if (position === undefined) return;
		position.active = activeRow;
		if (virtualizer.scrollOffset !== null) position.offset = virtualizer.scrollOffset;
	});

	const rowElement = (index: number) =>
		scroll.current?.querySelector<HTMLElement>(`tr[data-index="${index}"]`) ?? undefined;
	useLayoutEffect(() => {
		if (!wantsFocus.current) return;
		const element = rowElement(activeRow);
		if (element === undefined) return;
		wantsFocus.current = false;
		element.focus({ preventScroll: true });
	});

	// A row that has the focus may move with it, and the tab stop has to follow.
	useLayoutEffect(() => {
		const focused = document.activeElement?.closest<HTMLElement>('tbody tr[data-index]');
		if (focused == null || scroll.current?.contains(focused) !== true) return;
		const index = Number(focused.dataset.index);
		if (index !== activeRow && !wantsFocus.current) setActive(index);
	});

	// An editor goes, a row comes in place of its skeleton: what had the focus is no more, and its row takes it, unless
	// another editor does.
	const hasFocus = useRef(false);
	useEffect(() => {
		if (!hasFocus.current || document.activeElement !== document.body) return;
		const frame = requestAnimationFrame(() => {
			if (document.activeElement === document.body) rowElement(activeRow)?.focus({ preventScroll: true });
		});
		return () => cancelAnimationFrame(frame);
	});

	const go = (index: number) => {
		wantsFocus.current = true;
		setActive(index);
		virtualizer.scrollToIndex(index, { align: 'auto' });
	};
	const pick = (index: number, extend: boolean) => {
		const row = rowAt(index);
		if (onSelect === undefined || selection === undefined) return;
		if (extend) {
			onSelect({ from: anchor.current, to: index }, true);
		} else if (row !== undefined) {
			anchor.current = index;
			onSelect({ from: index, to: index }, !isRowSelected(selection, rowKey(row)));
		}
	};

	const onKeyDown = (event: KeyboardEvent<HTMLTableElement>) => {
		const target = event.target as HTMLElement;
		// What is typed into an editor, and presses on buttons and links, are theirs.
		if (event.defaultPrevented || target.closest('input:not([data-pick]), select, textarea, button') !== null) return;
		if (target.closest('tbody') === null) return;
		const page = Math.max(1, last - first);
		const command = readTableKey(event, { active: activeRow, count: count ?? 0, page });
		if (command === null) return;
		const row = rowAt(activeRow);
		if (command.type === 'open') {
			// Enter on a link is its own.
			if (row === undefined || onOpen === undefined || target.closest('a') !== null) return;
			onOpen(row);
		} else if (command.type === 'edit') {
			if (row === undefined || onEdit === undefined || compact !== null) return;
			const column = visible.find(({ edit, canEdit }) => edit !== undefined && canEdit?.(row) !== false);
			if (column === undefined) return;
			onEdit(row, column.key);
		} else if (command.type === 'move') {
			if (command.extend && selection !== undefined) {
				if (!isRowTicked(activeRow)) anchor.current = activeRow;
				pick(command.to, true);
			}
			go(command.to);
		} else if (selection === undefined) return;
		else if (command.type === 'pick') pick(activeRow, command.extend);
		else if (command.type === 'pick-all') onSelectAll?.(true);
		else if (selection.kind === 'some' && selection.keys.size === 0) return;
		else onSelectAll?.(false);
		event.preventDefault();
	};
	const isRowTicked = (index: number) => {
		const row = rowAt(index);
		return row !== undefined && selection !== undefined && isRowSelected(selection, rowKey(row));
	};

	const indexOf = (event: { target: EventTarget }) => {
		const row = (event.target as HTMLElement).closest<HTMLElement>('tbody tr[data-index]');
		return row === null ? null : Number(row.dataset.index);
	};
	const onClick = (event: MouseEvent<HTMLTableElement>) => {
		const index = indexOf(event);
		if (index === null) return;
		const target = event.target as HTMLElement;
		if (index !== activeRow) setActive(index);
		if (target.matches('[data-pick]')) pick(index, event.shiftKey);
	};
	const onDoubleClick = (event: MouseEvent<HTMLTableElement>) => {
		const index = indexOf(event);
		const target = event.target as HTMLElement;
		const cell = target.closest<HTMLElement>('td[data-editable]:not([data-editing])');
		if (index === null || cell === null || onEdit === undefined || target.closest('a, button') !== null) return;
		const row = rowAt(index);
		if (row !== undefined) onEdit(row, cell.dataset.column as Key);
	};

	const hidden = useMemo(() => {
		const narrow = columns.filter(
			({ hideBelow }) => (hideBelow === 'md' && isBelowMedium) || (hideBelow === 'lg' && isBelowLarge),
		);
		return new Set([...(hiddenColumns ?? []), ...narrow.map(({ key }) => key)]);
	}, [columns, hiddenColumns, isBelowMedium, isBelowLarge]);
	const heads = useTableColumns({ columns, hidden, sort, onSort });
	const visible = useMemo(() => heads.map(({ column }) => column), [heads]);
	// One cell stands for all: the head names what it is sorted by.
	const shownHeads = useMemo(
		() => (compact === null ? heads : [heads.find(({ order }) => order != null) ?? heads[0]]),
		[heads, compact],
	);
	const canPick = selection !== undefined;
	const look = useMemo<RowLook<Row>>(
		() => ({
			columns: visible,
			compact,
			hrefOf: rowHref,
			linkComponent,
			pickLabel: canPick ? labels.selectRow : undefined,
			actions: rowActions,
			dataOf: rowData,
		}),
		[visible, compact, rowHref, linkComponent, canPick, labels, rowActions, rowData],
	);

	const inView = useMemo(() => {
		const keys: string[] = [];
		for (let index = first; index <= last; index += 1) {
			const row = rowAt(index);
			if (row !== undefined) keys.push(rowKey(row));
		}
		return keys;
	}, [first, last, rowAt, rowKey]);
	const ticked = selection === undefined ? 0 : inView.filter((key) => isRowSelected(selection, key)).length;
	const picked = !canPick ? undefined : ticked === 0 ? 'none' : ticked === inView.length ? 'all' : 'some';
	const range = useRef({ first, last, onSelect });
	useEffect(() => {
		range.current = { first, last, onSelect };
	});
	const onPickVisible = useCallback((selected: boolean) => {
		const { first: from, last: to, onSelect: tell } = range.current;
		tell?.({ from, to }, selected);
	}, []);

	const tracks = [
		...(canPick ? ['2.5rem'] : []),
		...(compact === null ? visible.map(({ width }) => width) : ['minmax(0, 1fr)']),
		...(compact === null && rowActions !== undefined ? ['3rem'] : []),
	].join(' ');

	const drawn = new Set<string>();
	return (
		<div ref={scroll} className={`${classes.scroll} ${className ?? ''}`} data-waiting={isWaiting || undefined}>
			{stale && !isWaiting ? <WaitingLine /> : null}
			<table
				// biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose rows take the focus is a grid.
				role="grid"
				aria-label={label}
				aria-rowcount={count === undefined ? -1 : count + 1}
				aria-busy={isWaiting || stale}
				{...(canPick && { 'aria-multiselectable': true })}
				className={classes.table}
				style={{ '--tracks': tracks } as CSSProperties}
				onKeyDown={onKeyDown}
				onFocus={(event) => {
					hasFocus.current = true;
					// A screen reader goes where it wants, without a key.
					const index = indexOf(event);
					if (index !== null && index !== activeRow) setActive(index);
				}}
				// Not called for what is taken away, which is what it is about.
				onBlur={() => {
					hasFocus.current = false;
				}}
				onClick={onClick}
				onDoubleClick={onDoubleClick}
			>
				<VirtualTableHead
					heads={shownHeads as never}
					picked={isWaiting || count === 0 ? (canPick ? 'none' : undefined) : picked}
					onPick={onPickVisible}
					pickLabel={labels.selectVisible}
					actionsLabel={rowActions === undefined || compact !== null ? undefined : labels.actions}
				/>
				<tbody
					className={classes.body}
					data-stale={stale || undefined}
					style={{ blockSize: count === 0 ? undefined : virtualizer.getTotalSize() }}
				>
					{count === 0 ? (
						<tr className={classes.emptyRow} aria-rowindex={2}>
							<td className={classes.empty}>{empty}</td>
						</tr>
					) : (
						items.map(({ index, start }) => {
							const row = isWaiting ? undefined : rowAt(index);
							const key = row === undefined ? undefined : rowKey(row);
							// A row that moves takes its focus and its editor along. While pages overlap there may be two of one.
							const isFirst = key !== undefined && !drawn.has(key);
							if (isFirst) drawn.add(key);
							return (
								<VirtualTableRow
									key={isFirst ? key : index}
									index={index}
									row={row}
									start={start - headSize}
									size={size}
									look={look}
									selected={key !== undefined && selection !== undefined && isRowSelected(selection, key)}
									active={index === activeRow}
									flash={key === undefined ? undefined : flashes.get(key)}
									leaving={key !== undefined && leavingKeys.has(key)}
									edited={key !== undefined && edited?.row === key ? edited.column : null}
								/>
							);
						})
					)}
				</tbody>
			</table>
		</div>
	);
}
