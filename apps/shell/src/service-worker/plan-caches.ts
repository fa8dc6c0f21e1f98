/** Every cache of the service worker begins so; what else the origin keeps is not its to remove. */
const prefix = 'flotilla-';

/** The number is raised when what is in them changes its form: an older worker's caches are then dropped. */
export const cacheNames = {
	/** Files of builds by their address, which names their content: compositions share them. */
	assets: `${prefix}assets-v1`,
	/** What makes a composition whole: its page and the list of its files. */
	compositions: `${prefix}compositions-v1`,
} as const;

/** The caches that another version of the worker left behind. */
export const outdatedCaches = (names: readonly string[]): string[] => {
	const current: readonly string[] = Object.values(cacheNames);
	return names.filter((name) => name.startsWith(prefix) && !current.includes(name));
};

export interface StoredComposition {
	id: string;
	/** Later ones came later, or were found to be the current one again later. */
	readyAt: number;
}

/** The newest first. */
export const newestFirst = (stored: readonly StoredComposition[]): StoredComposition[] =>
	stored.toSorted((a, b) => b.readyAt - a.readyAt);

interface KeepOptions {
	/** How many are kept, however long ago they were used. */
	limit: number;
	/** Compositions that an open page runs. */
	inUse: ReadonlySet<string>;
}

/** The ids of what is kept: the newest ones, and what a page runs that may still ask for a file. */
export const compositionsToKeep = (
	stored: readonly StoredComposition[],
	{ limit, inUse }: KeepOptions,
): ReadonlySet<string> =>
	new Set(
		newestFirst(stored)
			.filter(({ id }, index) => index < limit || inUse.has(id))
			.map(({ id }) => id),
	);
