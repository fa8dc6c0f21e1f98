import type { ReactNode } from 'react';
import { Breadcrumbs } from './breadcrumbs.tsx';
import classes from './page-header.module.css';

export interface PageHeaderProps {
	title: ReactNode;
	description?: ReactNode;
	/** Buttons; one of them primary at most. */
	actions?: ReactNode;
	/** The way here, outermost first, as links; the page itself is not among them. */
	breadcrumbs?: ReactNode;
	/** What the way is called for screen readers. Default `Breadcrumbs`, translated. */
	breadcrumbsLabel?: string | undefined;
}

/** What the page is, where it is, and what can be done on it. It holds the page's only `h1`. */
export function PageHeader({ title, description, actions, breadcrumbs, breadcrumbsLabel }: PageHeaderProps) {
	return (
		<header className={classes.header}>
			<div className={classes.text}>
				<Breadcrumbs label={breadcrumbsLabel}>{breadcrumbs}</Breadcrumbs>
				<h1 className={classes.title}>{title}</h1>
				{description === undefined ? null : <p className={classes.description}>{description}</p>}
			</div>
			{actions === undefined ? null : <div className={classes.actions}>{actions}</div>}
		</header>
	);
}
