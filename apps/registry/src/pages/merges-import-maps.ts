/** The first versions that add an import map to the one they have, by the name in their `User-Agent`. */
const firstVersions = { chrome: 133, safari: 18.4 } as const;

/**
 * Whether a browser takes hashes that come after its first module. A page cannot find that out before it needs them, so
 * the browser's name has to do: who is not known to take them gets all hashes with the page, as Firefox does.
 */
export const mergesImportMaps = (userAgent: string | undefined): boolean => {
	if (userAgent === undefined) return false;
	const chrome = /(?:Chrome|Chromium)\/(\d+)/.exec(userAgent)?.[1];
	if (chrome !== undefined) return Number(chrome) >= firstVersions.chrome;
	const safari = /\bVersion\/(\d+)\.(\d+)\b.* Safari\//.exec(userAgent);
	return safari !== null && Number(`${safari[1]}.${safari[2]}`) >= firstVersions.safari;
};
