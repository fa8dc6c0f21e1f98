import { createPolymorphicComponent, UnstyledButton } from '@mantine/core';
import type { MouseEvent, ReactNode } from 'react';
import { Icon } from '../icon/icon.tsx';
import classes from './menu.module.css';
import { useMenu } from './menu-context.ts';

export interface MenuItemProps {
	children?: ReactNode;
	leftSection?: ReactNode;
	rightSection?: ReactNode;
	/** `red` for what destroys. */
	color?: 'red' | undefined;
	disabled?: boolean | undefined;
	/** One of several that are each on or off: it has a tick where it is on. */
	checked?: boolean | undefined;
	/** Default true. */
	closeMenuOnClick?: boolean | undefined;
	onClick?: ((event: MouseEvent<HTMLElement>) => void) | undefined;
	className?: string | undefined;
}

// The polymorphic wrapper below gives back the types that `component` and `renderRoot` need.
function ItemRoot({
	children,
	leftSection,
	rightSection,
	color,
	disabled,
	checked,
	closeMenuOnClick = true,
	onClick,
	className,
	...rest
}: MenuItemProps) {
	const menu = useMenu('Menu.Item');
	return (
		<UnstyledButton
			{...rest}
			role={checked === undefined ? 'menuitem' : 'menuitemcheckbox'}
			{...(checked === undefined ? {} : { 'aria-checked': checked })}
			tabIndex={-1}
			{...(disabled === true ? { disabled: true } : {})}
			className={`${classes.item} ${className ?? ''}`}
			data-color={color}
			onClick={(event: MouseEvent<HTMLButtonElement>) => {
				// Close first: the focus goes back to the target, and a dialog opened by the click returns it there.
				if (closeMenuOnClick) menu.close();
				onClick?.(event);
			}}
		>
			{checked === undefined ? null : (
				<span className={classes.tick}>{checked ? <Icon name="check" size={14} /> : null}</span>
			)}
			{leftSection === undefined ? null : <span className={classes.section}>{leftSection}</span>}
			<span className={classes.label}>{children}</span>
			{rightSection === undefined ? null : <span className={classes.section}>{rightSection}</span>}
		</UnstyledButton>
	);
}

export const MenuItem = createPolymorphicComponent<'button', MenuItemProps>(ItemRoot);
