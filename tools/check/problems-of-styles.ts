/** At-rules whose blocks hold rules like any other. */
const transparent = ['@media', '@supports', '@container', '@starting-style'];

/** Splits a list of selectors at the commas that are not inside brackets. */
const selectorsOf = (prelude: string): string[] => prelude.split(/,(?![^(]*\))/).map((selector) => selector.trim());

/**
 * What in a remote's style sheet could reach beyond the remote: rules outside of `@layer app`, and selectors that name
 * no class of their own. Empty when it is in order.
 */
export const problemsOfStyles = (css: string): string[] => {
	const problems: string[] = [];
	const text = css.replaceAll(/\/\*[\s\S]*?\*\//g, '');
	if (/@import\b/.test(text)) problems.push('@import brings in what nobody has checked');
	const open: string[] = [];
	let start = 0;
	for (let at = 0; at < text.length; at += 1) {
		const character = text[at];
		if (character === ';') start = at + 1;
		if (character === '}') {
			open.pop();
			start = at + 1;
		}
		if (character !== '{') continue;
		const prelude = text.slice(start, at).trim().replaceAll(/\s+/g, ' ');
		const isInside = open.some((outer) => outer.startsWith('@keyframes') || !outer.startsWith('@'));
		// Nested rules and the steps of keyframes are below something that was looked at.
		if (!isInside && !prelude.startsWith('@layer') && !transparent.some((rule) => prelude.startsWith(rule))) {
			if (!open.includes('@layer app')) problems.push(`${prelude} is outside of @layer app`);
			else if (!prelude.startsWith('@')) problems.push(...selectorsOf(prelude).flatMap(problemOfSelector));
		}
		open.push(prelude);
		start = at + 1;
	}
	return problems;
};

const problemOfSelector = (selector: string): string[] => {
	// Inside of what has a class of one's own it reaches nobody else: the elements of a library.
	const [own = '', ...globals] = selector.split(':global');
	// What is in attribute selectors is no class.
	const isOwn = /\.[a-zA-Z]/.test(own.replaceAll(/\[[^\]]*\]/g, ''));
	if (isOwn) return [];
	return [globals.length > 0 ? `${selector} is global` : `${selector} names no class of its own`];
};
