import { createPolymorphicComponent, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './nav-link.module.css';

export interface NavLinkProps {
	label: ReactNode;
	leftSection?: ReactNode;
	rightSection?: ReactNode;
	/** It leads to the page that is shown. Sets `aria-current="page"`. Default false. */
	active?: boolean | undefined;
	className?: string | undefined;
}

function NavLinkRoot({ label, leftSection, rightSection, active = false, className, ...rest }: NavLinkProps) {
	return (
		<UnstyledButton<'a'>
			component="a"
			{...rest}
			className={`${classes.link} ${className ?? ''}`}
			{...(active ? { 'aria-current': 'page' as const } : {})}
		>
			{leftSection === undefined ? null : <span className={classes.section}>{leftSection}</span>}
			<span className={classes.label}>{label}</span>
			{rightSection}
		</UnstyledButton>
	);
}

/** A line of the navigation. `component` or `renderRoot` brings the router's link. */
export const NavLink = createPolymorphicComponent<'a', NavLinkProps>(NavLinkRoot);
