import { useMessages } from '@flotilla/i18n';
import { Children, Fragment, type ReactNode } from 'react';
import { Icon } from '../icon/icon.tsx';
import { uiMessages } from '../ui.messages.ts';
import classes from './breadcrumbs.module.css';

export interface BreadcrumbsProps {
	/** The way here, outermost first, as links; the page itself is not among them. Nothing is shown without any. */
	children?: ReactNode;
	/** Default `Breadcrumbs`, translated. */
	label?: string | undefined;
}

/** Where the page is, and the way back up. */
export function Breadcrumbs({ children, label }: BreadcrumbsProps) {
	const t = useMessages(uiMessages);
	const crumbs = Children.toArray(children);
	if (crumbs.length === 0) return null;
	return (
		<nav aria-label={label ?? t('breadcrumbs')}>
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
	);
}
