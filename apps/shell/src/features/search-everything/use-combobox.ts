import { type RefObject, useEffect } from 'react';

/**
 * Ties the field to the list below it: which list it is, and which of its lines is selected. cmdk does that for a field
 * of its own alone, which takes the focus back at each change of the list; and of a line that is gone it goes on to speak.
 */
export const useCombobox = (root: RefObject<HTMLElement | null>): void => {
	useEffect(() => {
		const element = root.current;
		const field = element?.querySelector('[role=combobox]');
		const list = element?.querySelector('[role=listbox]');
		if (!element || !field || !list) return;
		const set = (owner: Element, name: string, value: string | undefined) => {
			if ((owner.getAttribute(name) ?? undefined) === value) return;
			if (value === undefined) owner.removeAttribute(name);
			else owner.setAttribute(name, value);
		};
		const tie = () => {
			const selected = list.querySelector('[role=option][aria-selected=true]');
			set(field, 'aria-controls', list.id);
			for (const owner of [field, list]) set(owner, 'aria-activedescendant', selected?.id);
			selected?.scrollIntoView({ block: 'nearest' });
		};
		tie();
		const observer = new MutationObserver(tie);
		observer.observe(list, {
			subtree: true,
			childList: true,
			attributeFilter: ['aria-selected', 'aria-activedescendant'],
		});
		return () => observer.disconnect();
	}, [root]);
};
