const appOf = (path: string): string | undefined => /^\/assets\/([a-z0-9-]+)\//.exec(path)?.[1];

/**
 * Has those style sheets of these apps apply that the page knows a hash for, and no others: builds of one app name their
 * classes alike, and what the former build said of one would still hold. They stay in the page, as a build that comes
 * back believes that its own are there.
 */
export const applyStylesOf = (
	apps: readonly string[],
	integrity: Readonly<Record<string, string>>,
	page: ParentNode = document,
): void => {
	for (const link of page.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')) {
		const { pathname } = new URL(link.href);
		const app = appOf(pathname);
		if (app !== undefined && apps.includes(app)) link.media = integrity[pathname] === undefined ? 'not all' : 'all';
	}
};
