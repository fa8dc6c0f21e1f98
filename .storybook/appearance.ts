/** Colours hang on these attributes alone, see `tokens.css` of the UI package. */
export interface Appearance {
	scheme: 'light' | 'dark';
	contrast: 'normal' | 'more';
}

const schemeAttribute = 'data-mantine-color-scheme';
const contrastAttribute = 'data-contrast';

/** Shows what is rendered in other colours, as it stands; returns the way back. */
export const showAppearance = ({ scheme, contrast }: Appearance): (() => void) => {
	const root = document.documentElement;
	const before = [schemeAttribute, contrastAttribute].map((name) => [name, root.getAttribute(name)] as const);
	const styleBefore = root.style.colorScheme;
	root.setAttribute(schemeAttribute, scheme);
	root.setAttribute(contrastAttribute, contrast);
	// Set by the script of the page's head, too, for what is painted before the style sheets.
	if (styleBefore !== '') root.style.colorScheme = scheme;
	return () => {
		for (const [name, value] of before) {
			if (value === null) root.removeAttribute(name);
			else root.setAttribute(name, value);
		}
		root.style.colorScheme = styleBefore;
	};
};
