const appOf = (path: string): string | undefined => /^\/assets\/([a-z0-9-]+)\//.exec(path)?.[1];

/** The name that a build gives a style sheet it adds. It looks for it first, and would take another build's for its own. */
const nameAttribute = 'data-rspack';

/**
 * Has those style sheets of these apps apply that the page's builds have, by these hashes, and no others: builds of one
 * app name their classes alike, and what the former build said of one would still hold. The others stay in the page, as
 * a build that comes back believes that its own are there.
 */
export const applyStylesOf = (
	apps: readonly string[],
	integrity: Readonly<Record<string, string>>,
	page: ParentNode = document,
): void => {
	for (const link of page.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')) {
		const { pathname } = new URL(link.href);
		const app = appOf(pathname);
		if (app === undefined || !apps.includes(app)) continue;
		const applies = integrity[pathname] !== undefined;
		link.media = applies ? 'all' : 'not all';
		if (!applies) link.removeAttribute(nameAttribute);
	}
};

/** Hashes of builds that may run in place of one that failed, by their entries. */
const replacing = new Map<string, Readonly<Record<string, string>>>();

/** Remembers what a build that may take another one's place has, for when it is loaded. */
export const expectReplacement = (entry: string, integrity: Readonly<Record<string, string>>): void => {
	replacing.set(entry, integrity);
};

/** Where this entry takes another build's place, the style sheets of that one apply no more. */
export const applyStylesOfReplacement = (app: string, entry: string, page?: ParentNode): void => {
	const integrity = replacing.get(entry);
	if (integrity !== undefined) applyStylesOf([app], integrity, page);
};
