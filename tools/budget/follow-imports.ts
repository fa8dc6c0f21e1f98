import { parseSync } from 'vite';

export interface FollowImportsOptions {
	/** Addresses on the page's origin. */
	urls: readonly string[];
	/** The text of a script. */
	read: (url: string) => Promise<string>;
}

/**
 * The same addresses, and those of the scripts that a browser fetches because one of them imports them. What comes by
 * `import()` is left out: it is fetched when it is wanted.
 */
export const followImports = async ({ urls, read }: FollowImportsOptions): Promise<string[]> => {
	const followed = new Set<string>();
	const follow = async (url: string): Promise<void> => {
		if (followed.has(url)) return;
		followed.add(url);
		if (!/\.m?js$/.test(url)) return;
		for (const request of importsOf(await read(url))) {
			// The origin is only there to resolve against.
			await follow(new URL(request, new URL(url, 'http://page')).pathname);
		}
	};
	for (const url of urls) await follow(url);
	return [...followed];
};

/** What a module's text imports or hands on statically, as written. */
const importsOf = (text: string): string[] => {
	const { module } = parseSync('module.js', text);
	return [
		...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
		...module.staticExports.flatMap(({ entries }) =>
			entries.flatMap(({ moduleRequest }) => (moduleRequest ? [moduleRequest.value] : [])),
		),
	];
};
