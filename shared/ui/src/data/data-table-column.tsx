import type { ReactNode } from 'react';
import { Icon } from '../icon/icon.tsx';
import classes from './data-table.module.css';

export interface DataTableSort<Key extends string = string> {
	/** The column's key. */
	by: Key;
	order: 'asc' | 'desc';
}

export interface DataTableColumn<Row, Key extends string = string> {
	key: Key;
	header: ReactNode;
	/** Default: the row's property of that key, as text. */
	render?: ((row: Row) => ReactNode) | undefined;
	/** Its header is a button that sorts. Default false. */
	sortable?: boolean | undefined;
	/** Default `start`. Numbers belong at the `end`. */
	align?: 'start' | 'center' | 'end' | undefined;
	/** A CSS width, e.g. `12rem`. Default: what the content needs. */
	width?: string | undefined;
	/** Not shown on narrower screens: `sm` 48em, `md` 62em. */
	hideBelow?: 'sm' | 'md' | undefined;
	/** The width of its skeleton, e.g. `8ch`. Default 60 %. */
	skeletonWidth?: string | undefined;
	/** Takes the width that the others leave and cuts what does not fit. Default false. */
	truncate?: boolean | undefined;
	/** Lets its text run over several lines, and its row grow. Default false: one line, cut at 24rem. */
	wrap?: boolean | undefined;
}

const ariaSort = { asc: 'ascending', desc: 'descending' } as const;

/** The head of a column: its name, or a button that sorts by it. */
export function DataTableHeaderCell<Row, Key extends string>({
	column,
	sort,
	onSort,
}: {
	column: DataTableColumn<Row, Key>;
	sort: DataTableSort<Key> | null;
	onSort: ((sort: DataTableSort<Key>) => void) | undefined;
}) {
	const sortable = column.sortable === true && onSort !== undefined;
	const order = sort?.by === column.key ? sort.order : null;
	return (
		<th
			scope="col"
			data-align={column.align}
			data-hide-below={column.hideBelow}
			data-truncate={column.truncate}
			style={{ inlineSize: column.width }}
			{...(sortable ? { 'aria-sort': order === null ? 'none' : ariaSort[order] } : {})}
		>
			{sortable ? (
				<button
					type="button"
					className={classes.sort}
					onClick={() => onSort({ by: column.key, order: order === 'asc' ? 'desc' : 'asc' })}
				>
					{column.header}
					<Icon name={order === null ? 'sort' : order === 'asc' ? 'sort-asc' : 'sort-desc'} size={12} />
				</button>
			) : (
				column.header
			)}
		</th>
	);
}
