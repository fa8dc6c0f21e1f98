import {
	cloneElement,
	type HTMLAttributes,
	type KeyboardEvent,
	type ReactElement,
	type ReactNode,
	type ToggleEvent,
	useId,
	useMemo,
	useRef,
	useState,
} from 'react';
import floating from './floating.module.css';
import classes from './menu.module.css';
import { itemsOf, MenuContext, type MenuContextValue, useMenu } from './menu-context.ts';
import { MenuItem } from './menu-item.tsx';

export interface MenuProps {
	children: ReactNode;
	/** The edge of the target it lines up with. Default `bottom-start`. It turns up where there is no room below. */
	position?: 'bottom-start' | 'bottom-end' | undefined;
	onChange?: ((opened: boolean) => void) | undefined;
}

/**
 * A menu on the browser's own popover: it lies in the top layer, closes by itself on Escape and on a press
 * elsewhere, and is placed by CSS. A browser without anchor positioning shows it in the middle of the screen.
 */
export function Menu({ children, position = 'bottom-start', onChange }: MenuProps) {
	const id = useId();
	const [opened, setOpened] = useState(false);
	const list = useRef<HTMLDivElement>(null);
	const menu = useMemo<MenuContextValue>(
		() => ({
			id,
			anchor: `--menu-${id.replace(/[^a-zA-Z0-9]/g, '')}`,
			opened,
			placement: position === 'bottom-end' ? 'end' : 'start',
			setOpened(next) {
				setOpened(next);
				onChange?.(next);
			},
			open(focus) {
				list.current?.showPopover();
				itemsOf(list.current)
					.at(focus === 'first' ? 0 : -1)
					?.focus();
			},
			close() {
				list.current?.hidePopover();
			},
			list,
		}),
		[id, opened, position, onChange],
	);
	return <MenuContext value={menu}>{children}</MenuContext>;
}

type TargetProps = HTMLAttributes<HTMLElement> & { popoverTarget?: string };

/** Takes one button, which it opens the menu from. */
function Target({ children }: { children: ReactElement<TargetProps> }) {
	const menu = useMenu('Menu.Target');
	const given = children.props;
	return cloneElement(children, {
		// The attribute, not a handler: only so does a press on the button of an open menu close it and stay closed.
		popoverTarget: menu.id,
		'aria-haspopup': 'menu',
		'aria-expanded': menu.opened,
		'aria-controls': menu.id,
		style: { ...given.style, anchorName: menu.anchor } as TargetProps['style'],
		onKeyDown(event: KeyboardEvent<HTMLElement>) {
			given.onKeyDown?.(event);
			if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
			event.preventDefault();
			menu.open(event.key === 'ArrowDown' ? 'first' : 'last');
		},
	} as TargetProps);
}

function Dropdown({ children, className, style, ...rest }: HTMLAttributes<HTMLDivElement>) {
	const menu = useMenu('Menu.Dropdown');

	const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
		const items = itemsOf(menu.list.current);
		const index = items.indexOf(document.activeElement as HTMLElement);
		const go = (to: number) => {
			event.preventDefault();
			items.at(to % items.length)?.focus();
		};
		if (event.key === 'ArrowDown') go(index + 1);
		else if (event.key === 'ArrowUp') go(index <= 0 ? -1 : index - 1);
		else if (event.key === 'Home') go(0);
		else if (event.key === 'End') go(-1);
		else if (event.key === 'Tab') menu.close();
		else if (event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey) {
			const letter = event.key.toLocaleLowerCase();
			const after = [...items.slice(index + 1), ...items.slice(0, index + 1)];
			after.find((item) => item.textContent?.trim().toLocaleLowerCase().startsWith(letter))?.focus();
		}
	};

	return (
		<div
			{...rest}
			ref={menu.list}
			id={menu.id}
			role="menu"
			popover="auto"
			tabIndex={-1}
			className={`${floating.floating} ${classes.dropdown} ${className ?? ''}`}
			data-placement={menu.placement}
			style={{ ...style, positionAnchor: menu.anchor } as typeof style}
			onKeyDown={onKeyDown}
			onToggle={(event: ToggleEvent<HTMLDivElement>) => {
				const opened = event.newState === 'open';
				menu.setOpened(opened);
				const list = menu.list.current;
				if (opened && list?.contains(document.activeElement) === false) itemsOf(list)[0]?.focus();
			}}
		>
			{children}
		</div>
	);
}

function MenuLabel({ children }: { children: ReactNode }) {
	return <div className={classes.heading}>{children}</div>;
}

function MenuDivider() {
	return <hr className={classes.divider} />;
}

Menu.Target = Target;
Menu.Dropdown = Dropdown;
Menu.Item = MenuItem;
Menu.Label = MenuLabel;
Menu.Divider = MenuDivider;
