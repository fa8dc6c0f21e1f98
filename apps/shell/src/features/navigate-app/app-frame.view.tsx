import { useMessages } from '@flotilla/i18n';
import { ActionIcon, AppShell, BrandMark, Drawer, Icon, Tooltip } from '@flotilla/ui';
import { type ReactNode, useEffect, useState } from 'react';
import { Link, Outlet, useLocation } from 'react-router';
import { useDeviceSetting } from '../../device/device-setting.ts';
import { navigationIsNarrow } from '../../device/navigation-setting.ts';
import classes from './app-frame.module.css';
import { navigateAppMessages } from './navigate-app.messages.ts';
import { Navigation } from './navigation.view.tsx';
import { PageAnnouncer } from './page-announcer.view.tsx';
import { PersonMenu } from './person-menu.view.tsx';
import { useFocusOnNavigation } from './use-focus-on-navigation.ts';
import { useRememberPage } from './use-remember-page.ts';

interface Props {
	/** Leads to everything; stands in the middle of the header. */
	search: ReactNode;
	/** What is known about the connection, and what is new; stands at the end of the header. */
	status: ReactNode;
}

/** The frame around every page of a signed-in person. */
export const AppFrame = ({ search, status }: Props) => {
	const t = useMessages(navigateAppMessages);
	const [open, setOpen] = useState(false);
	const narrow = useDeviceSetting(navigationIsNarrow);
	const { pathname } = useLocation();
	const rememberPage = useRememberPage();
	useFocusOnNavigation();

	// biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes the navigation that covers it on a phone
	useEffect(() => setOpen(false), [pathname]);

	const toggleLabel = t(narrow ? 'wide' : 'narrow');
	return (
		<AppShell navbar={{ width: narrow ? 56 : 224 }} skipLabel={t('skip')}>
			<AppShell.Header className={classes.header}>
				<div className={classes.start}>
					<ActionIcon
						className={classes.burger}
						aria-label={t('openNavigation')}
						aria-haspopup="dialog"
						aria-expanded={open}
						onClick={() => setOpen(true)}
					>
						<Icon name="menu" />
					</ActionIcon>
					<Link to="/" className={classes.brand} aria-label={t('home')}>
						<BrandMark name="Flotilla" size={22} />
					</Link>
				</div>
				<div className={classes.search}>{search}</div>
				<div className={classes.end}>
					{status}
					<PersonMenu />
				</div>
			</AppShell.Header>
			<AppShell.Navbar aria-label={t('navigation')}>
				<Navigation narrow={narrow} />
				<Tooltip label={toggleLabel} position="right">
					<ActionIcon
						className={classes.narrow}
						aria-label={toggleLabel}
						aria-expanded={!narrow}
						onClick={() => navigationIsNarrow.set(!narrow)}
					>
						<Icon name="sidebar" />
					</ActionIcon>
				</Tooltip>
			</AppShell.Navbar>
			{/* For a phone: a window of its own, which keeps the focus until a page is chosen. */}
			<Drawer
				opened={open}
				onClose={() => setOpen(false)}
				position="left"
				size={280}
				title="Flotilla"
				closeLabel={t('closeNavigation')}
			>
				<nav aria-label={t('navigation')} className={classes.drawer}>
					<Navigation onChoose={() => setOpen(false)} />
				</nav>
			</Drawer>
			<AppShell.Main>
				<div className={classes.content}>
					<Outlet />
				</div>
			</AppShell.Main>
			<PageAnnouncer onShown={rememberPage} />
		</AppShell>
	);
};
