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
	/** It is all that the page shows, so its title is the page's heading. Default false. */
	isPage?: boolean;
}

/** Says that there is nothing to show, and what to do about it. */
export function EmptyState({ icon, title, description, action, isPage = false }: EmptyStateProps) {
	const Title = isPage ? 'h1' : 'p';
	return (
		<div className={classes.empty}>
			{icon === undefined ? null : <div className={classes.icon}>{icon}</div>}
			<Title className={classes.title}>{title}</Title>
			{description === undefined ? null : <p className={classes.description}>{description}</p>}
			{action === undefined ? null : <div className={classes.action}>{action}</div>}
		</div>
	);
}
