/** One thing that a remote found. */
export interface SearchResult {
	/** What it is called, e.g. a person's name. */
	label: string;
	/** What tells it from others of that name. */
	description?: string | undefined;
	/** Where it is, under the remote's route prefix. Two results with one path are one. */
	path: string;
	/** A name of `@flotilla/ui`'s icon set. */
	icon: string;
}

/**
 * Finds things by what a person typed, trimmed and never empty, best first, a handful of them. The signal ends when
 * something else was typed or the palette closed. What it rejects with costs the remote's own group alone.
 */
export type SearchRemote = (text: string, signal: AbortSignal) => Promise<readonly SearchResult[]>;
