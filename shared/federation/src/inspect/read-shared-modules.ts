import { getInstance } from '@module-federation/runtime';

export interface SharedModuleUse {
	/** As it is imported, e.g. `react` or `@flotilla/ui/data`. */
	request: string;
	version: string;
	/** The app whose copy it is. */
	provider: string;
	/** Remotes that took it from there so far, by name. */
	users: readonly string[];
	/** Whether its code is in the page. */
	isLoaded: boolean;
}

/**
 * What apps of this page share, by request; empty until the first remote came, as the shell takes its own modules
 * without asking. More than one entry of a request is more than one copy.
 */
export const readSharedModules = (): SharedModuleUse[] => {
	const host = getInstance();
	if (host === null) return [];
	return Object.entries(host.shareScopeMap.default ?? {})
		.flatMap(([request, versions]) =>
			Object.entries(versions).map(([version, { from, get, useIn, lib, loaded, shareConfig }]): SharedModuleUse => {
				// The runtime writes who took it last into `from`; whose code it is, is whose getter leads to it.
				const isOwn = host.options.shared[request]?.some((own) => own.version === version && own.get === get) === true;
				const provider = isOwn ? host.options.name : from;
				return {
					...{ request, version, provider },
					users: [...new Set(useIn)].filter((name) => name !== provider).sort(),
					isLoaded: lib !== undefined || loaded === true || shareConfig.eager === true,
				};
			}),
		)
		.sort((a, b) => a.request.localeCompare(b.request) || a.version.localeCompare(b.version));
};
