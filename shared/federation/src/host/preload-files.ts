import type { ComposedRemote } from '@flotilla/contracts';

type Addresses = ComposedRemote['initial'];

/**
 * Has the browser fetch files that a remote is about to ask for one after another, all at once, with their hashes. What
 * the page preloads already is left alone. Nothing waits for them, and who needs one that does not come says so.
 */
export const preloadFiles = (
	{ modules, styles }: Addresses,
	integrity: Readonly<Record<string, string>>,
	page: Document = document,
): void => {
	const known = new Set(
		[...page.querySelectorAll<HTMLLinkElement>('link[href]')].map((link) => link.getAttribute('href')),
	);
	const add = (url: string, kind: { rel: 'modulepreload' } | { rel: 'preload'; as: 'style' }): void => {
		if (known.has(url)) return;
		const link = page.createElement('link');
		Object.assign(link, kind, { integrity: integrity[url] ?? '', href: url });
		page.head.append(link);
	};
	for (const url of modules) add(url, { rel: 'modulepreload' });
	for (const url of styles) add(url, { rel: 'preload', as: 'style' });
};
