import { ActionIcon, AppShell, Group, Icon, Text, useColorScheme } from '@flotilla/ui';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Link, Outlet, useLocation, useNavigationType } from 'react-router';
import classes from './app-frame.module.css';
import { Navigation } from './navigation.view.tsx';
import { PersonMenu } from './person-menu.view.tsx';

interface Props {
	/** What is known about the connection; stands at the end of the header. */
	status: ReactNode;
}

/** The frame around every page of a signed-in person. */
export const AppFrame = ({ status }: Props) => {
	const [open, setOpen] = useState(false);
	const { resolved, toggleColorScheme } = useColorScheme();
	const { pathname } = useLocation();

	const shown = useRef(pathname);
	const navigationType = useNavigationType();
	// A new page starts at its top, and a screen reader or the Tab key with it. Going back or
	// forward does not: the browser puts the page where the person left it.
	useEffect(() => {
		if (shown.current === pathname) return;
		shown.current = pathname;
		if (navigationType === 'POP') return;
		window.scrollTo(0, 0);
		document.getElementById('content')?.focus({ preventScroll: true });
	}, [pathname, navigationType]);

	// biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes the navigation that covers it on a phone
	useEffect(() => setOpen(false), [pathname]);

	return (
		<AppShell navbar={{ collapsed: { mobile: !open } }}>
			<AppShell.Header className={classes.header}>
				<Group gap={8} wrap="nowrap">
					<ActionIcon
						className={classes.burger}
						aria-label={open ? 'Close navigation' : 'Open navigation'}
						aria-expanded={open}
						onClick={() => setOpen(!open)}
					>
						<Icon name={open ? 'close' : 'menu'} />
					</ActionIcon>
					<Text component={Link} to="/" fw={600} className={classes.brand}>
						Flotilla
					</Text>
				</Group>
				<Group gap={8} wrap="nowrap">
					{status}
					<ActionIcon
						aria-label={resolved === 'dark' ? 'Use light colours' : 'Use dark colours'}
						onClick={toggleColorScheme}
					>
						<Icon name={resolved === 'dark' ? 'sun' : 'moon'} />
					</ActionIcon>
					<PersonMenu />
				</Group>
			</AppShell.Header>
			<AppShell.Navbar>
				<Navigation />
			</AppShell.Navbar>
			<AppShell.Main>
				<div className={classes.content}>
					<Outlet />
				</div>
			</AppShell.Main>
		</AppShell>
	);
};
