import type { SearchRemote, SearchResult } from '@flotilla/federation';

/** What one remote found, or is still looking for. */
export interface SearchGroup {
	remote: string;
	/** `searching`: `results` are those of what was typed before. */
	status: 'searching' | 'found' | 'failed';
	results: readonly SearchResult[];
}

export interface RemoteSearch {
	/** Looks for something else from now on; an empty text looks for nothing. */
	search(text: string): void;
	/** Of all remotes that can be searched, in their order. The same list until something changes. */
	groups(): readonly SearchGroup[];
	subscribe(onChange: () => void): () => void;
	/** Ends what is on its way. */
	dispose(): void;
}

export interface RemoteSearchOptions {
	/** The names of those to ask, in order. */
	remotes: readonly string[];
	/** How a remote is searched, once it runs; undefined: it cannot be. Rejects when it does not run. */
	searchOf(remote: string): Promise<SearchRemote | undefined>;
	/** Milliseconds without typing before anybody is asked. Default 150. */
	delay?: number;
	/** Milliseconds for a remote's answer, its start included. Default 8,000. */
	timeout?: number;
	/** How many results of one remote are shown. Default 6. */
	limit?: number;
}

/** Addresses of this page's origin alone: what a remote finds is something a person presses. */
const isPath = ({ path }: SearchResult): boolean => /^\/(?!\/)/.test(path);

/** Asks several remotes at once. Each answers when it can, and fails for itself. */
export const createRemoteSearch = ({
	remotes,
	searchOf,
	delay = 150,
	timeout = 8_000,
	limit = 6,
}: RemoteSearchOptions): RemoteSearch => {
	const listeners = new Set<() => void>();
	const unsearchable = new Set<string>();
	let groups: readonly SearchGroup[] = [];
	let asked = new AbortController();
	let timer: ReturnType<typeof setTimeout> | undefined;

	const set = (next: readonly SearchGroup[]): void => {
		groups = next.filter(({ remote }) => !unsearchable.has(remote));
		for (const listener of [...listeners]) listener();
	};

	const ask = async (remote: string, text: string, signal: AbortSignal): Promise<void> => {
		const tell = (status: SearchGroup['status'], results: readonly SearchResult[] = []): void => {
			if (!signal.aborted) set(groups.map((group) => (group.remote === remote ? { remote, status, results } : group)));
		};
		const own = new AbortController();
		const expiry = setTimeout(() => {
			own.abort();
			tell('failed');
		}, timeout);
		try {
			const search = await searchOf(remote);
			if (search === undefined) {
				unsearchable.add(remote);
				return tell('found');
			}
			const found = await search(text, AbortSignal.any([signal, own.signal]));
			const paths = new Set<string>();
			const isNew = ({ path }: SearchResult) => !paths.has(path) && paths.add(path) !== undefined;
			if (!own.signal.aborted) tell('found', found.filter(isPath).filter(isNew).slice(0, limit));
		} catch {
			if (!own.signal.aborted) tell('failed');
		} finally {
			clearTimeout(expiry);
		}
	};

	const stop = (): void => {
		clearTimeout(timer);
		asked.abort();
	};

	return {
		search(typed) {
			stop();
			const text = typed.trim();
			if (text === '') return set([]);
			asked = new AbortController();
			const { signal } = asked;
			const known = new Map(groups.map((group) => [group.remote, group.results]));
			set(remotes.map((remote) => ({ remote, status: 'searching', results: known.get(remote) ?? [] })));
			timer = setTimeout(() => {
				for (const { remote } of groups) void ask(remote, text, signal);
			}, delay);
		},
		groups: () => groups,
		subscribe(onChange) {
			listeners.add(onChange);
			return () => listeners.delete(onChange);
		},
		dispose: stop,
	};
};
