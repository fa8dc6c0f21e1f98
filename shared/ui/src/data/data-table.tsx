import type { ReactNode } from 'react';
import classes from './data-table.module.css';
import tableClasses from './table.module.css';

export interface DataTableColumn<Row> {
	key: string;
	header: ReactNode;
	render: (row: Row) => ReactNode;
	/** Default `start`. Numbers belong at the `end`. */
	align?: 'start' | 'end' | undefined;
	/** A CSS width, e.g. `12rem`. Default: what the content needs. */
	width?: string | undefined;
	/** Not shown on narrower screens: `sm` 48em. */
	hideBelow?: 'sm' | undefined;
	/** Lets its text run over several lines, and its row grow. Default false: one line, cut at 24rem. */
	wrap?: boolean | undefined;
}

export interface DataTableProps<Row> {
	/** What the table lists, e.g. `Errors`: its caption for screen readers, and the name of what scrolls. */
	label: string;
	columns: readonly DataTableColumn<Row>[];
	rows: readonly Row[];
	rowKey: (row: Row) => string;
	/** Shown instead of rows when there are none, e.g. an `EmptyState`. */
	empty: ReactNode;
}

/** A short list to read as a table. What is sorted, ticked, or long, is a `VirtualTable`. */
export function DataTable<Row>({ label, columns, rows, rowKey, empty }: DataTableProps<Row>) {
	return (
		// With nothing in it that takes focus, the scrolling region must take it, and then it needs a name.
		// biome-ignore lint/a11y/noNoninteractiveTabindex: so that it scrolls by the keyboard.
		<section className={tableClasses.scroll} aria-label={label} tabIndex={0}>
			<table className={`${tableClasses.table} ${classes.table}`}>
				<caption className={classes.caption}>{label}</caption>
				<thead>
					<tr>
						{columns.map(({ key, header, align, hideBelow, width }) => (
							<th key={key} scope="col" data-align={align} data-hide-below={hideBelow} style={{ inlineSize: width }}>
								{header}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{rows.map((row) => (
						<tr key={rowKey(row)} className={classes.row}>
							{columns.map(({ key, render, align, hideBelow, wrap }) => (
								<td key={key} data-align={align} data-hide-below={hideBelow} data-wrap={wrap}>
									{render(row)}
								</td>
							))}
						</tr>
					))}
					{rows.length === 0 ? (
						<tr>
							<td colSpan={columns.length} className={classes.empty}>
								{empty}
							</td>
						</tr>
					) : null}
				</tbody>
			</table>
		</section>
	);
}
