interface StyleSheet {
	url: string;
	/** What it is known by in the page: `flotilla-users:chunk-21`. */
	name: string;
}

interface LoadOptions {
	page?: Document;
	/** Milliseconds. Default 2 minutes, as rspack's own. */
	timeout?: number;
}

const loadingAttribute = 'data-rspack-loading';

/** Fits no bytes: where the page has hashes and none for this file, the style sheet is refused. */
const fitsNothing = `sha256-${'A'.repeat(43)}=`;

/**
 * Adds a style sheet to the page, or waits for the one that is there by this name or address. Rejects, and takes it out
 * of the page again, when it does not come or is not what the page's composition has a hash of.
 *
 * rspack's builds do the same with the same attributes, and may find what was added here.
 */
export const loadStyles = (
	{ url, name }: StyleSheet,
	{ page = document, timeout = 120_000 }: LoadOptions = {},
): Promise<void> =>
	new Promise((resolve, reject) => {
		// Made here, where the stack leads to who asked for it.
		const error = new Error(`The style sheet ${url} could not be loaded.`);
		error.name = 'ChunkLoadError';
		const present = [...page.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')].find(
			(link) => link.dataset.rspack === name || link.getAttribute('href')?.startsWith(url),
		);
		if (present !== undefined && !present.hasAttribute(loadingAttribute)) return resolve();

		const link = present ?? createLink({ url, name, page });
		const end = (): void => {
			clearTimeout(timer);
			link.removeAttribute(loadingAttribute);
		};
		const fail = (): void => {
			end();
			link.remove();
			reject(error);
		};
		const timer = setTimeout(fail, timeout);
		link.addEventListener('error', fail);
		link.addEventListener('load', () => {
			end();
			resolve();
		});
		if (present === undefined) page.head.append(link);
	});

const createLink = ({ url, name, page }: StyleSheet & { page: Document }): HTMLLinkElement => {
	const link = page.createElement('link');
	link.dataset.rspack = name;
	link.setAttribute(loadingAttribute, '1');
	link.rel = 'stylesheet';
	link.href = url;
	const integrity = globalThis.__FLOTILLA_INTEGRITY__;
	if (integrity !== undefined) link.integrity = integrity[new URL(url).pathname] ?? fitsNothing;
	return link;
};
