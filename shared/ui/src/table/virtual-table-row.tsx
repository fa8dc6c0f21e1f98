import { Skeleton } from '@mantine/core';
import { createElement, type ElementType, memo, type ReactNode } from 'react';
import classes from './virtual-table.module.css';
import type { VirtualTableColumn } from './virtual-table-column.ts';

export interface RowLook<Row> {
	columns: readonly VirtualTableColumn<Row>[];
	/** The one cell of a row on a narrow screen; null for columns. */
	compact: ((row: Row) => ReactNode) | null;
	hrefOf: ((row: Row) => string) | undefined;
	linkComponent: ElementType;
	/** Undefined where nothing can be ticked. */
	pickLabel: ((row: Row) => string) | undefined;
	actions: ((row: Row, tabIndex: 0 | -1) => ReactNode) | undefined;
	dataOf: ((row: Row) => Readonly<Record<`data-${string}`, string>>) | undefined;
}

export type RowFlash = 'changed' | 'refused';

interface Props<Row> {
	index: number;
	/** Undefined while it is on its way. */
	row: Row | undefined;
	/** Pixels from the first row. */
	start: number;
	/** Pixels. */
	size: number;
	/** Its columns and what they are drawn with; the same object for as long as they are the same. */
	look: RowLook<Row>;
	selected: boolean;
	/** Has the table's tab stop. */
	active: boolean;
	/** It has just changed, or a change of it was taken back. */
	flash: RowFlash | undefined;
	/** It is on its way out. */
	leaving: boolean;
	/** The key of the column that is edited. */
	edited: string | null;
}

/**
 * A row by itself, drawn again only when something of it changed: ticking one of a hundred thousand costs one row. It
 * has no handlers; the table hears of what happens in it.
 */
const Row = <R,>({ index, row, start, size, look, selected, active, flash, leaving, edited }: Props<R>) => {
	const { columns, compact, hrefOf, linkComponent, pickLabel, actions, dataOf } = look;
	const linked = (content: ReactNode, of: R) => {
		if (hrefOf === undefined) return content;
		const href = hrefOf(of);
		const target = linkComponent === 'a' ? { href } : { to: href };
		return createElement(
			linkComponent,
			{ ...target, className: classes.link, tabIndex: -1, draggable: false },
			content,
		);
	};
	const bone = (width: string) => <Skeleton className={classes.bone ?? ''} height="0.75rem" width={width} />;
	const rest = row === undefined ? {} : dataOf?.(row);

	return (
		<tr
			{...rest}
			className={classes.row}
			style={{ transform: `translateY(${start}px)`, blockSize: size }}
			// The head is the first row.
			aria-rowindex={index + 2}
			{...(pickLabel !== undefined && { 'aria-selected': selected })}
			{...(row === undefined && { 'aria-busy': true })}
			tabIndex={active ? 0 : -1}
			data-index={index}
			data-highlight={flash}
			data-leaving={leaving || undefined}
			data-edited={edited !== null || undefined}
			data-compact={compact !== null || undefined}
		>
			{pickLabel === undefined ? null : (
				<td className={classes.pickCell}>
					{row === undefined ? null : (
						<label className={classes.pick}>
							<input
								type="checkbox"
								className={classes.box}
								aria-label={pickLabel(row)}
								tabIndex={-1}
								data-pick
								checked={selected}
								// The table hears the click, which knows of the shift key.
								readOnly
							/>
						</label>
					)}
				</td>
			)}
			{compact !== null ? (
				<td className={classes.compact}>
					{row === undefined ? (
						<span className={classes.bones}>
							{bone('16ch')}
							{bone('24ch')}
						</span>
					) : (
						linked(compact(row), row)
					)}
				</td>
			) : (
				columns.map((column, place) => {
					const canEdit = row !== undefined && column.edit !== undefined && column.canEdit?.(row) !== false;
					const isEdited = canEdit && edited === column.key;
					return (
						<td
							key={column.key}
							data-align={column.align}
							data-column={column.key}
							data-editable={canEdit || undefined}
							data-editing={isEdited || undefined}
						>
							{row === undefined
								? bone(column.skeletonWidth ?? '60%')
								: isEdited
									? column.edit?.(row)
									: place === 0
										? linked(column.render(row), row)
										: column.render(row)}
						</td>
					);
				})
			)}
			{actions === undefined || compact !== null ? null : (
				<td className={classes.actionsCell}>
					{row === undefined ? null : <div className={classes.actions}>{actions(row, active ? 0 : -1)}</div>}
				</td>
			)}
		</tr>
	);
};

export const VirtualTableRow = memo(Row) as typeof Row;
