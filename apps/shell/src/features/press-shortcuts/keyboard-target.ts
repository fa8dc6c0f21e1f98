/** Where letters are text, or choose a line that begins with them. */
const takesLetters =
	'input, textarea, select, [contenteditable]:not([contenteditable=false]), [role=menu], [role=listbox], [role=combobox], [role=textbox]';

/** A key that nobody on the page takes for themselves: not typed, not part of a composition, not meant for a dialog. */
export const belongsToPage = (event: KeyboardEvent): boolean => {
	if (event.defaultPrevented || event.isComposing || event.repeat) return false;
	const [target] = event.composedPath();
	if (target instanceof Element && target.closest(takesLetters) !== null) return false;
	return document.querySelector('dialog:modal, [role=menu]:popover-open') === null;
};
