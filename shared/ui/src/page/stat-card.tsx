import { Skeleton } from '@mantine/core';
import type { HTMLAttributes, ReactNode } from 'react';
import classes from './stat-card.module.css';

export interface StatCardProps extends HTMLAttributes<HTMLDivElement> {
	label: ReactNode;
	value: ReactNode;
	/** A line below, e.g. `12 joined this week`. */
	hint?: ReactNode;
	icon?: ReactNode;
	/** Shows bars in the size of the texts. Default false. */
	loading?: boolean | undefined;
}

/** One number of a dashboard. */
export function StatCard({ label, value, hint, icon, loading = false, className, ...rest }: StatCardProps) {
	return (
		<div {...rest} className={`${classes.card} ${className ?? ''}`} aria-busy={loading}>
			<div className={classes.label}>
				{icon === undefined ? null : <span className={classes.icon}>{icon}</span>}
				{label}
			</div>
			<div className={classes.value}>{loading ? <Skeleton width="5ch" height="0.75em" /> : value}</div>
			{hint === undefined ? null : (
				<div className={classes.hint}>{loading ? <Skeleton width="16ch" height="0.75em" /> : hint}</div>
			)}
		</div>
	);
}
