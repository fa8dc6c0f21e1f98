import { ActionIcon, Icon } from '@flotilla/ui';
import { useEffect, useState } from 'react';
import { Outlet, useLocation } from 'react-router';
import { ConnectionIndicator } from '../show-connection/connection-indicator.view.tsx';
import classes from './app-frame.module.css';
import { Navigation } from './navigation.view.tsx';
import { PersonMenu } from './person-menu.view.tsx';
import { SchemeToggle } from './scheme-toggle.view.tsx';

/** The frame around every page of a signed-in person; a bar with a drawer on narrow screens. */
export const AppFrame = () => {
	const [open, setOpen] = useState(false);
	const { pathname } = useLocation();

	// biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes the drawer
	useEffect(() => setOpen(false), [pathname]);

	useEffect(() => {
		if (!open) return;
		const closeOnEscape = (event: KeyboardEvent) => event.key === 'Escape' && setOpen(false);
		window.addEventListener('keydown', closeOnEscape);
		return () => window.removeEventListener('keydown', closeOnEscape);
	}, [open]);

	return (
		<div className={classes.frame} data-open={open || undefined}>
			<a className={classes.skip} href="#content">
				Skip to content
			</a>
			<header className={classes.bar}>
				<ActionIcon
					variant="subtle"
					color="gray"
					aria-label={open ? 'Close navigation' : 'Open navigation'}
					aria-expanded={open}
					aria-controls="navigation"
					onClick={() => setOpen(!open)}
				>
					<Icon name={open ? 'close' : 'menu'} />
				</ActionIcon>
				<span className={classes.brand}>Flotilla</span>
			</header>
			<aside id="navigation" className={classes.side}>
				<span className={classes.brand}>Flotilla</span>
				<Navigation />
				<div className={classes.foot}>
					<ConnectionIndicator />
					<SchemeToggle />
				</div>
				<PersonMenu />
			</aside>
			{open ? (
				<button type="button" className={classes.veil} aria-label="Close navigation" onClick={() => setOpen(false)} />
			) : null}
			<main id="content" tabIndex={-1} className={classes.content}>
				<Outlet />
			</main>
		</div>
	);
};
