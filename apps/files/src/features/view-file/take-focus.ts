/**
 * Gives the keyboard to what has come to be looked at; to be its `ref`. Whoever goes from file to file by the buttons
 * stays on them.
 */
export const takeFocus = (element: HTMLElement | null): void => {
	if (element !== null && document.activeElement?.closest('[data-steps]') == null) element.focus();
};
