import { VisuallyHidden } from '@mantine/core';
import { memo, useEffect, useRef } from 'react';
import { Icon } from '../icon/icon.tsx';
import type { TableColumnHead } from './use-table-columns.ts';
import classes from './virtual-table.module.css';

const ariaSort = { asc: 'ascending', desc: 'descending' } as const;

interface Props {
	heads: readonly TableColumnHead<never, string>[];
	/** Undefined where nothing can be ticked. */
	picked: 'none' | 'some' | 'all' | undefined;
	onPick: (selected: boolean) => void;
	pickLabel: string;
	/** Undefined where rows have no buttons. */
	actionsLabel: string | undefined;
}

/** The head that stays: a box for what is on screen, and the columns' names, which sort. */
export const VirtualTableHead = memo(({ heads, picked, onPick, pickLabel, actionsLabel }: Props) => (
	<thead className={classes.head}>
		<tr className={classes.row} aria-rowindex={1}>
			{picked === undefined ? null : (
				<th scope="col" className={classes.pickCell}>
					<PickBox picked={picked} label={pickLabel} onPick={onPick} />
				</th>
			)}
			{heads.map(({ column, order, toggle }) => (
				<th
					key={column.key}
					scope="col"
					data-align={column.align}
					{...(order !== undefined && { 'aria-sort': order === null ? ('none' as const) : ariaSort[order] })}
				>
					{order === undefined ? (
						<span className={classes.name}>{column.header}</span>
					) : (
						<button type="button" className={classes.sort} onClick={toggle}>
							<span className={classes.name}>{column.header}</span>
							<Icon name={order === null ? 'sort' : order === 'asc' ? 'sort-asc' : 'sort-desc'} size={12} />
						</button>
					)}
				</th>
			))}
			{actionsLabel === undefined ? null : (
				<th scope="col">
					<VisuallyHidden>{actionsLabel}</VisuallyHidden>
				</th>
			)}
		</tr>
	</thead>
));

const PickBox = ({
	picked,
	label,
	onPick,
}: {
	picked: 'none' | 'some' | 'all';
	label: string;
	onPick: (selected: boolean) => void;
}) => {
	const box = useRef<HTMLInputElement>(null);
	useEffect(() => {
		if (box.current !== null) box.current.indeterminate = picked === 'some';
	}, [picked]);
	return (
		<label className={classes.pick}>
			<input
				ref={box}
				type="checkbox"
				className={classes.box}
				aria-label={label}
				checked={picked === 'all'}
				onChange={() => onPick(picked !== 'all')}
			/>
		</label>
	);
};
