/** Where the page itself is searched; null when it offers nothing of the kind, or hides it. */
export const findPageSearch = (page: Document): HTMLElement | null => {
	const fields = page.querySelectorAll<HTMLElement>('main :is(input[type=search], [role=searchbox])');
	return [...fields].find((field) => field.checkVisibility() && !field.matches(':disabled')) ?? null;
};
