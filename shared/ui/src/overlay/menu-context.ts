import { createContext, use } from 'react';

export interface MenuContextValue {
	id: string;
	anchor: string;
	opened: boolean;
	placement: 'start' | 'end';
	setOpened(opened: boolean): void;
	open(focus: 'first' | 'last'): void;
	close(): void;
	list: { current: HTMLDivElement | null };
}

export const MenuContext = createContext<MenuContextValue | null>(null);

export function useMenu(part: string): MenuContextValue {
	const menu = use(MenuContext);
	if (menu === null) throw new Error(`${part} needs <Menu> around it.`);
	return menu;
}

/** What can be chosen, in the order it is shown. */
export const itemsOf = (list: HTMLElement | null) =>
	[...(list?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])].filter(
		(item) => item.getAttribute('aria-disabled') !== 'true' && !item.matches(':disabled'),
	);
