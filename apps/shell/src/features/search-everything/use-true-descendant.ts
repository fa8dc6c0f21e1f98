import { type RefObject, useEffect } from 'react';

/**
 * cmdk goes on naming the line that was selected last when that line is gone and another has come: who listens to the
 * page would hear of nothing. This names the one that is selected, or none.
 */
export const useTrueDescendant = (root: RefObject<HTMLElement | null>): void => {
	useEffect(() => {
		const element = root.current;
		if (element === null) return;
		const correct = () => {
			const selected = element.querySelector('[role=option][aria-selected=true]')?.id;
			for (const named of element.querySelectorAll('[role=combobox], [role=listbox]')) {
				const said = named.getAttribute('aria-activedescendant') ?? undefined;
				if (said === selected) continue;
				if (selected === undefined) named.removeAttribute('aria-activedescendant');
				else named.setAttribute('aria-activedescendant', selected);
			}
		};
		const observer = new MutationObserver(correct);
		observer.observe(element, {
			subtree: true,
			childList: true,
			attributeFilter: ['aria-selected', 'aria-activedescendant'],
		});
		return () => observer.disconnect();
	}, [root]);
};
