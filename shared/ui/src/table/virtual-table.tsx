import { useMediaQuery } from '@mantine/hooks';
import { defaultRangeExtractor, elementScroll, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { useSlicedArrival } from '../feedback/use-sliced-arrival.ts';
import { WaitingLine } from '../feedback/waiting-line.tsx';
import { observeView } from './observe-view.ts';
import { isRowSelected } from './row-selection.ts';
import { useOverscan } from './use-overscan.ts';
import { usePickInView } from './use-pick-in-view.ts';
import { useRowFocus } from './use-row-focus.ts';
import { useTableColumns } from './use-table-columns.ts';
import { useTableInput } from './use-table-input.ts';
import classes from './virtual-table.module.css';
import { VirtualTableHead } from './virtual-table-head.tsx';
import type { VirtualTableProps } from './virtual-table-props.ts';
import { type RowFlash, type RowLook, VirtualTableRow } from './virtual-table-row.tsx';

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
	const focus = useRowFocus({ scroll, count: shownCount, begin: position?.active ?? 0, listKey });
	const { active, anchor } = focus;

	const rangeExtractor = useCallback(
		(range: Range) => {
			const indexes = defaultRangeExtractor(range);
			// The row with the focus stays: without it the keyboard would be nowhere.
			if (active < range.count && !indexes.includes(active)) indexes.push(active);
			return indexes.sort((a, b) => a - b);
		},
		[active],
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

	useEffect(() => {
		if (!isWaiting) onRange?.(first, last);
	}, [first, last, isWaiting, onRange]);

	useEffect(() => {
		if (position === undefined) return;
		position.active = active;
		if (virtualizer.scrollOffset !== null) position.offset = virtualizer.scrollOffset;
	});

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

	const inView = usePickInView({ first, last, rowAt, rowKey, selection, onSelect });
	const input = useTableInput({
		active,
		anchor,
		count: count ?? 0,
		page: Math.max(1, last - first),
		editable: compact === null ? visible.filter(({ edit }) => edit !== undefined) : [],
		rowAt,
		rowKey,
		selection,
		onSelect,
		onSelectAll,
		onOpen,
		onEdit,
		point: focus.point,
		go(index) {
			focus.take(index);
			virtualizer.scrollToIndex(index, { align: 'auto' });
		},
	});

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
				onFocus={focus.onFocus}
				onBlur={focus.onBlur}
				{...input}
			>
				<VirtualTableHead
					heads={shownHeads as never}
					picked={isWaiting || count === 0 ? (canPick ? 'none' : undefined) : inView.picked}
					onPick={inView.onPick}
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
									active={index === active}
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
