import type { ElementType, ReactNode } from 'react';
import type { RowSelection } from './row-selection.ts';
import type {
	EditedCell,
	VirtualTableColumn,
	VirtualTableLabels,
	VirtualTablePosition,
	VirtualTableSort,
} from './virtual-table-column.ts';
import type { RowFlash, RowLook } from './virtual-table-row.tsx';

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
