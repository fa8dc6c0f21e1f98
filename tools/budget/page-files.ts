const tag = /<(?:link|script)\b([^>]*)>/g;
const attribute = /([a-z-]+)(?:="([^"]*)")?/g;

const attributesOf = (text: string): Map<string, string> =>
	new Map([...text.matchAll(attribute)].map(([, name = '', value = '']) => [name, value]));

/** What makes a browser fetch what a `<link>` names while the page is opened. */
const fetched: ReadonlySet<string> = new Set(['stylesheet', 'preload', 'modulepreload']);

/** The addresses that a page as the registry renders it has a browser fetch at once, each once and in their order. */
export const pageFiles = (html: string): string[] => {
	const urls = [...html.matchAll(tag)].flatMap(([, text = '']) => {
		const attributes = attributesOf(text);
		const url = fetched.has(attributes.get('rel') ?? '') ? attributes.get('href') : attributes.get('src');
		return url === undefined ? [] : [url];
	});
	return [...new Set(urls)];
};

export type Kind = 'scripts' | 'style sheets' | 'anything else';

/** By the end of its name. */
export const kindOf = (url: string): Kind =>
	/\.m?js$/.test(url) ? 'scripts' : url.endsWith('.css') ? 'style sheets' : 'anything else';

/** `users/start.js` of `/assets/users/start.0123456789abcdef.js`: the same for every build. */
export const nameWithoutHash = (url: string): string =>
	url.replace(/^\/assets\//, '').replace(/\.[0-9a-f]{16}(?=\.)/, '');
