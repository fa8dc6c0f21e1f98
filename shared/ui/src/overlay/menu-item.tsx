import { createPolymorphicComponent, UnstyledButton } from '@mantine/core';
import type { MouseEvent, ReactNode } from 'react';
import classes from './menu.module.css';
import { useMenu } from './menu-context.ts';

export interface MenuItemProps {
	children?: ReactNode;
	leftSection?: ReactNode;
	rightSection?: ReactNode;
	/** `red` for what destroys. */
	color?: 'red' | undefined;
	disabled?: boolean | undefined;
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
	closeMenuOnClick = true,
	onClick,
	className,
	...rest
}: MenuItemProps) {
	const menu = useMenu('Menu.Item');
	return (
		<UnstyledButton
			{...rest}
			role="menuitem"
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
			{leftSection === undefined ? null : <span className={classes.section}>{leftSection}</span>}
			<span className={classes.label}>{children}</span>
			{rightSection === undefined ? null : <span className={classes.section}>{rightSection}</span>}
		</UnstyledButton>
	);
}

export const MenuItem = createPolymorphicComponent<'button', MenuItemProps>(ItemRoot);
