import { useMessages } from '@flotilla/i18n';
import type { CSSProperties, HTMLAttributes, ReactNode } from 'react';
import { uiMessages } from '../ui.messages.ts';
import classes from './app-shell.module.css';

export interface AppShellProps extends HTMLAttributes<HTMLDivElement> {
	children: ReactNode;
	/** Pixels. Default 48. */
	header?: { height: number } | undefined;
	/** Pixels, default 224; `collapsed.mobile` hides it on screens under 48em, where it covers the page; default true. */
	navbar?: { width?: number; collapsed?: { mobile?: boolean; desktop?: boolean } } | undefined;
	/** Words of the link that takes keyboard users past the navigation. Default `Skip to content`, translated. */
	skipLabel?: string | undefined;
}

/** The frame of the page: a header, a navigation beside the content on wide screens, over it on phones. */
export function AppShell({
	children,
	header = { height: 48 },
	navbar,
	skipLabel,
	className,
	style,
	...rest
}: AppShellProps) {
	const t = useMessages(uiMessages);
	const sizes = { '--header-height': `${header.height}px`, '--navbar-width': `${navbar?.width ?? 224}px` };
	return (
		<div
			{...rest}
			className={`${classes.shell} ${className ?? ''}`}
			data-navbar={navbar === undefined ? 'none' : navbar.collapsed?.desktop === true ? 'collapsed' : 'open'}
			data-navbar-mobile={navbar?.collapsed?.mobile === false ? 'open' : 'collapsed'}
			style={{ ...sizes, ...style } as CSSProperties}
		>
			{/* biome-ignore lint/a11y/useValidAnchor: it does go to a place of this page; only the address is left alone. */}
			<a
				className={classes.skip}
				href="#content"
				onClick={(event) => {
					// The address belongs to the router.
					event.preventDefault();
					document.getElementById('content')?.focus();
				}}
			>
				{skipLabel ?? t('skipToContent')}
			</a>
			{children}
		</div>
	);
}

function Header({ className, ...rest }: HTMLAttributes<HTMLElement>) {
	return <header {...rest} className={`${classes.header} ${className ?? ''}`} />;
}

function Navbar({ className, ...rest }: HTMLAttributes<HTMLElement>) {
	const t = useMessages(uiMessages);
	return <nav aria-label={t('mainNavigation')} {...rest} className={`${classes.navbar} ${className ?? ''}`} />;
}

/** Where the page is. It takes focus from the skip link, and from the router after a change of page. */
function Main({ className, ...rest }: HTMLAttributes<HTMLElement>) {
	return <main id="content" tabIndex={-1} {...rest} className={`${classes.main} ${className ?? ''}`} />;
}

AppShell.Header = Header;
AppShell.Navbar = Navbar;
AppShell.Main = Main;
