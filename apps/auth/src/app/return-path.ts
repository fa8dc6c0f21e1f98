const homePath = '/';
const ownPrefix = /^\/auth(?:[/?#]|$)/;
const origin = 'https://origin.invalid';

/** A path with one leading slash: browsers read a second one, or a backslash, as the start of a host name. */
const isLocalPath = (path: string): boolean => /^\/(?![/\\])/.test(path);

/**
 * Where to go after signing in, from the search parameter `return`; `/` when it is missing,
 * leads to another origin, or leads back to these pages (which would go round in circles).
 */
export const readReturnPath = (search: URLSearchParams): string => {
	const wanted = search.get('return');
	if (wanted === null || !isLocalPath(wanted) || !URL.canParse(wanted, origin)) return homePath;
	const url = new URL(wanted, origin);
	// The check is made again on what the browser makes of it: it drops tabs and line breaks and resolves dots,
	// so `/<tab>/evil.test` and `/.//evil.test` pass the first look.
	const path = `${url.pathname}${url.search}${url.hash}`;
	return url.origin === origin && isLocalPath(path) && !ownPrefix.test(path) ? path : homePath;
};

/** Carries the wanted path from one page of this remote to another. */
export const withReturnPath = (path: string, returnPath: string): string =>
	returnPath === homePath ? path : `${path}?${new URLSearchParams({ return: returnPath })}`;
