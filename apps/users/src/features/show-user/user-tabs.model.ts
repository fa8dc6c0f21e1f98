interface Filler {
	key: string;
	remote: string;
}

export interface UserTab<T extends Filler> {
	/** What the address says: `?tab=<name>`. */
	name: string;
	filler: T;
}

export const profileTab = 'profile';
export const activityTab = 'activity';

/** A remote's name is its tab's, as long as it has one tab; a second one is named in full. */
export const nameTabs = <T extends Filler>(fillers: readonly T[]): UserTab<T>[] => {
	const taken = new Set([profileTab, activityTab]);
	return fillers.map((filler) => {
		const name = taken.has(filler.remote) ? filler.key : filler.remote;
		taken.add(name);
		return { name, filler };
	});
};

/** The profile when the address names no tab, or one that is not there. */
export const readTab = (params: URLSearchParams, names: readonly string[]): string => {
	const wanted = params.get('tab');
	return names.find((name) => name === wanted) ?? profileTab;
};

export const writeTab = (params: URLSearchParams, tab: string): URLSearchParams => {
	const next = new URLSearchParams(params);
	if (tab === profileTab) next.delete('tab');
	else next.set('tab', tab);
	return next;
};
