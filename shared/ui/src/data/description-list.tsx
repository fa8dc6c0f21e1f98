import type { HTMLAttributes, ReactNode } from 'react';
import classes from './description-list.module.css';

export interface DescriptionListProps extends HTMLAttributes<HTMLDListElement> {
	items: readonly { label: ReactNode; value: ReactNode; key?: string }[];
}

/** Facts, each with its name: beside each other on wide screens, below each other on phones. */
export function DescriptionList({ items, className, ...rest }: DescriptionListProps) {
	return (
		<dl {...rest} className={`${classes.list} ${className ?? ''}`}>
			{items.map(({ label, value, key }, index) => (
				<div key={key ?? (typeof label === 'string' ? label : index)} className={classes.item}>
					<dt className={classes.label}>{label}</dt>
					<dd className={classes.value}>{value === null || value === undefined || value === '' ? '–' : value}</dd>
				</div>
			))}
		</dl>
	);
}
