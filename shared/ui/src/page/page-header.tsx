import { Children, Fragment, type ReactNode } from 'react';
import { Icon } from '../icon/icon.tsx';
import classes from './page-header.module.css';

export interface PageHeaderProps {
	title: ReactNode;
	description?: ReactNode;
	/** Buttons; one of them primary at most. */
	actions?: ReactNode;
	/** The way here, outermost first, as links; the page itself is not among them. */
	breadcrumbs?: ReactNode;
	/** What the way is called for screen readers. Default `Breadcrumbs`. */
	breadcrumbsLabel?: string | undefined;
}

/** What the page is, where it is, and what can be done on it. It holds the page's only `h1`. */
export function PageHeader({
	title,
	description,
	actions,
	breadcrumbs,
	breadcrumbsLabel = 'Breadcrumbs',
}: PageHeaderProps) {
	const crumbs = Children.toArray(breadcrumbs);
	return (
		<header className={classes.header}>
			<div className={classes.text}>
				{crumbs.length > 0 ? (
					<nav aria-label={breadcrumbsLabel}>
						<ol className={classes.crumbs}>
							{crumbs.map((crumb, index) => (
								// biome-ignore lint/suspicious/noArrayIndexKey: the way is told anew with each page.
								<Fragment key={index}>
									<li className={classes.crumb}>{crumb}</li>
									{index < crumbs.length - 1 ? (
										<li className={classes.separator} aria-hidden="true">
											<Icon name="chevron-right" size={12} />
										</li>
									) : null}
								</Fragment>
							))}
						</ol>
					</nav>
				) : null}
				<h1 className={classes.title}>{title}</h1>
				{description === undefined ? null : <p className={classes.description}>{description}</p>}
			</div>
			{actions === undefined ? null : <div className={classes.actions}>{actions}</div>}
		</header>
	);
}
