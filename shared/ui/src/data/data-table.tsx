import { useMessages } from '@flotilla/i18n';
import { Skeleton, VisuallyHidden } from '@mantine/core';
import {
	type ComponentProps,
	type CSSProperties,
	createElement,
	type ElementType,
	type HTMLAttributes,
	type ReactNode,
} from 'react';
import { WaitingLine } from '../feedback/waiting-line.tsx';
import { uiMessages } from '../ui.messages.ts';
import classes from './data-table.module.css';
import { type DataTableColumn, DataTableHeaderCell, type DataTableSort } from './data-table-column.tsx';
import tableClasses from './table.module.css';

export interface DataTableProps<Row, Key extends string = string>
	extends Omit<HTMLAttributes<HTMLDivElement>, 'children'> {
	/** What the table lists, for screen readers, e.g. `Users`. */
	label?: string | undefined;
	columns: readonly DataTableColumn<Row, Key>[];
	rows: readonly Row[];
	rowKey: (row: Row) => string;
	sort?: DataTableSort<Key> | null | undefined;
	/** Called with what to sort by next: the other order of the sorted column, else the new column's `asc`. */
	onSort?: ((sort: DataTableSort<Key>) => void) | undefined;
	/** There are no rows yet: shows skeletons. Rows that are there stay, under a moving line. Default false. */
	loading?: boolean | undefined;
	/** How many. Default 10. Give the page's limit, so that nothing jumps. */
	skeletonRows?: number | undefined;
	/** Makes the whole row a link; the first column's content is its name. */
	onRowHref?: ((row: Row) => string) | undefined;
	/** The router's link, which gets `to`. Default a plain `<a href>`. */
	linkComponent?: ElementType | undefined;
	/** `data-*` attributes and handlers of a row, e.g. to preload on `onPointerEnter`. */
	rowProps?: ((row: Row) => ComponentProps<'tr'> & Record<`data-${string}`, string | undefined>) | undefined;
	/** Buttons at the end of a row, seen on hover and on focus; always where there is no hover. */
	rowActions?: ((row: Row) => ReactNode) | undefined;
	/** Shown instead of rows when there are none, e.g. an `EmptyState`. */
	empty?: ReactNode;
	/** Rows that have just changed; they flash once. */
	highlightKeys?: ReadonlySet<string> | readonly string[] | undefined;
	/** A CSS height from which it scrolls by itself, e.g. `60vh`; needed for the head to stick. */
	maxHeight?: string | undefined;
}

const textOf = (row: unknown, key: string): ReactNode => {
	const value = (row as Record<string, unknown>)[key];
	return value === null || value === undefined ? '' : String(value);
};

/** A list as a table: sorting, skeletons of the rows' size, links, a head that stays. It keeps no state. */
export function DataTable<Row, Key extends string = string>({
	label,
	columns,
	rows,
	rowKey,
	sort = null,
	onSort,
	loading = false,
	skeletonRows = 10,
	onRowHref,
	linkComponent,
	rowProps,
	rowActions,
	empty,
	highlightKeys,
	maxHeight,
	className,
	style,
	...rest
}: DataTableProps<Row, Key>) {
	const t = useMessages(uiMessages);
	const highlighted = highlightKeys instanceof Set ? highlightKeys : new Set(highlightKeys ?? []);
	const waiting = loading && rows.length === 0;
	const reachable = onRowHref !== undefined || rowActions !== undefined || columns.some(({ sortable }) => sortable);
	const span = columns.length + (rowActions === undefined ? 0 : 1);

	const content = (row: Row, column: DataTableColumn<Row, Key>, index: number) => {
		const value = column.render === undefined ? textOf(row, column.key) : column.render(row);
		if (index > 0 || onRowHref === undefined) return value;
		const href = onRowHref(row);
		const target = linkComponent === undefined ? { href } : { to: href };
		return createElement(linkComponent ?? 'a', { ...target, className: classes.link }, value);
	};

	return (
		<div
			{...rest}
			className={`${tableClasses.scroll} ${className ?? ''}`}
			style={{ ...style, maxBlockSize: maxHeight } as CSSProperties}
			// With nothing in it that takes focus, the scrolling region must take it, and then it needs a name.
			{...(reachable ? {} : { role: 'region', 'aria-label': label ?? t('table'), tabIndex: 0 })}
		>
			{loading && !waiting ? <WaitingLine /> : null}
			<table className={`${tableClasses.table} ${classes.table}`} aria-busy={loading}>
				{label === undefined ? null : <caption className={classes.caption}>{label}</caption>}
				<thead>
					<tr>
						{columns.map((column) => (
							<DataTableHeaderCell key={column.key} column={column} sort={sort} onSort={onSort} />
						))}
						{rowActions === undefined ? null : (
							<th scope="col" className={classes.actionsHead}>
								<VisuallyHidden>{t('actions')}</VisuallyHidden>
							</th>
						)}
					</tr>
				</thead>
				<tbody>
					{waiting
						? Array.from({ length: skeletonRows }, (_, index) => (
								// biome-ignore-start lint/suspicious/noArrayIndexKey: skeletons are all alike.
								// biome-ignore-start lint/a11y/noAriaHiddenOnFocusable: a row takes no focus.
								<tr key={index} aria-hidden="true">
									{columns.map((column) => (
										<td key={column.key} data-align={column.align} data-hide-below={column.hideBelow}>
											<Skeleton className={classes.bone ?? ''} height="0.75rem" width={column.skeletonWidth ?? '60%'} />
										</td>
									))}
									{rowActions === undefined ? null : <td />}
								</tr>
								// biome-ignore-end lint/suspicious/noArrayIndexKey: skeletons are all alike.
								// biome-ignore-end lint/a11y/noAriaHiddenOnFocusable: a row takes no focus.
							))
						: rows.map((row) => {
								const key = rowKey(row);
								const own = rowProps?.(row);
								return (
									<tr
										{...own}
										key={key}
										className={`${classes.row} ${own?.className ?? ''}`}
										data-highlight={highlighted.has(key) || undefined}
										data-link={onRowHref !== undefined || undefined}
									>
										{columns.map((column, index) => (
											<td
												key={column.key}
												data-align={column.align}
												data-hide-below={column.hideBelow}
												data-truncate={column.truncate}
												data-wrap={column.wrap}
											>
												{content(row, column, index)}
											</td>
										))}
										{rowActions === undefined ? null : (
											<td className={classes.actionsCell}>
												<div className={classes.actions}>{rowActions(row)}</div>
											</td>
										)}
									</tr>
								);
							})}
					{!waiting && rows.length === 0 ? (
						<tr>
							<td colSpan={span} className={classes.empty}>
								{empty}
							</td>
						</tr>
					) : null}
				</tbody>
			</table>
		</div>
	);
}
