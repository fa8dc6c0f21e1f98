import type { SharedModuleUse } from '@flotilla/federation/inspect';

/** Requests of which the page has more than one copy: what holds state is then not shared. */
export const copiesOf = (modules: readonly SharedModuleUse[]): ReadonlySet<string> => {
	const loaded = modules.filter(({ isLoaded }) => isLoaded).map(({ request }) => request);
	return new Set(loaded.filter((request, index) => loaded.indexOf(request) !== index));
};
