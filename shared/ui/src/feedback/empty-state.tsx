import type { ReactNode } from 'react';
import classes from './empty-state.module.css';

export interface EmptyStateProps {
	icon?: ReactNode;
	/** What is not there, e.g. `No files yet`. */
	title: ReactNode;
	/** Why, or what would be here. */
	description?: ReactNode;
	/** The way out. */
	action?: ReactNode;
}

/** Says that there is nothing to show, and what to do about it. */
export function EmptyState({ icon, title, description, action }: EmptyStateProps) {
	return (
		<div className={classes.empty}>
			{icon === undefined ? null : <div className={classes.icon}>{icon}</div>}
			<p className={classes.title}>{title}</p>
			{description === undefined ? null : <p className={classes.description}>{description}</p>}
			{action === undefined ? null : <div className={classes.action}>{action}</div>}
		</div>
	);
}
