import type { BuildManifest } from '@flotilla/contracts';

type Provides = BuildManifest['provides'];

/**
 * The shell's entry for a shared module: the same request, or the longest one that ends
 * in a slash and begins it (`react-dom/` gives `react-dom/client`). `undefined` without one.
 */
export const findProvided = (provides: Provides, request: string): Provides[string] | undefined => {
	if (Object.hasOwn(provides, request)) return provides[request];
	const prefixes = Object.keys(provides).filter((key) => key.endsWith('/') && request.startsWith(key));
	const longest = prefixes.sort((a, b) => b.length - a.length)[0];
	return longest === undefined ? undefined : provides[longest];
};
