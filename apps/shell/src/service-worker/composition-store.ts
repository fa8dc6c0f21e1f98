import type { CompositionFiles } from '@flotilla/contracts';
import { downloadAll } from './download-all.ts';
import { fetchFiles, fetchPage } from './fetch-composition.ts';
import { cacheNames, compositionsToKeep, newestFirst, type StoredComposition } from './plan-caches.ts';

export interface CompositionStore {
	/** The page of the newest composition whose files are all here; undefined while there is none. */
	newestPage(): Promise<Response | undefined>;
	/**
	 * Has all files of the composition that a page load gets now, or changes nothing that can be seen: a composition
	 * without one of its files is never served. Resolves with its id, at once when it is here already. What is not
	 * kept any longer is dropped.
	 *
	 * `current` is the composition of a page that was loaded just now; then the server is asked for nothing but
	 * what is missing of it. Rejects when the server cannot be asked, a file is not what its hash says, or there is
	 * no room; call it again some time later, and it goes on where it stopped. One call at a time.
	 */
	prepare(current?: string): Promise<string>;
}

export interface CompositionStoreOptions {
	caches: CacheStorage;
	/** Default: the global one. */
	fetch?: typeof fetch;
	/** Compositions that open pages run. Default: none. */
	inUse?: () => Promise<ReadonlySet<string>>;
	/** Compositions kept beside those in use: the current one and the one before it. Default 2. */
	kept?: number;
	/** Bytes of one composition, uncompressed; of a larger one nothing is kept. Default 64 MiB. */
	maximumBytes?: number;
	/** Files fetched at the same time; the page needs the connection, too. Default 4. */
	downloadsAtOnce?: number;
	/** Milliseconds. Default: the system's clock. */
	now?: () => number;
}

const readyAtHeader = 'x-flotilla-ready-at';
const pageKey = (id: string) => `/compositions/${id}/page`;
const filesKey = (id: string) => `/compositions/${id}/files`;
const idOfPageKey = (url: string) => /^\/compositions\/([^/]+)\/page$/.exec(new URL(url).pathname)?.[1];

export const createCompositionStore = ({
	caches,
	fetch = (...parameters) => globalThis.fetch(...parameters),
	inUse = async () => new Set(),
	kept = 2,
	maximumBytes = 64 * 1024 * 1024,
	downloadsAtOnce = 4,
	now = Date.now,
}: CompositionStoreOptions): CompositionStore => {
	const openCompositions = () => caches.open(cacheNames.compositions);
	const openAssets = () => caches.open(cacheNames.assets);

	const list = async (compositions: Cache): Promise<StoredComposition[]> => {
		const stored: StoredComposition[] = [];
		for (const { url } of await compositions.keys()) {
			const id = idOfPageKey(url);
			const page = id === undefined ? undefined : await compositions.match(url);
			if (id !== undefined && page !== undefined) stored.push({ id, readyAt: Number(page.headers.get(readyAtHeader)) });
		}
		return stored;
	};

	const filesOf = async (compositions: Cache, id: string): Promise<CompositionFiles['files']> => {
		const answer = await compositions.match(filesKey(id));
		return answer === undefined ? [] : ((await answer.json()) as CompositionFiles['files']);
	};

	const storedAssets = async (assets: Cache): Promise<Set<string>> =>
		new Set((await assets.keys()).map(({ url }) => new URL(url).pathname));

	/** Looked up and not remembered: a browser, or a person, may have removed something meanwhile. */
	const isWhole = async (compositions: Cache, id: string): Promise<boolean> => {
		if ((await compositions.match(pageKey(id))) === undefined) return false;
		const files = await filesOf(compositions, id);
		const have = await storedAssets(await openAssets());
		return files.length > 0 && files.every(({ url }) => have.has(url));
	};

	/** Puts the page in, by which the composition becomes the newest. One write: it is there or it is not. */
	const putPage = async (compositions: Cache, id: string, page: Response): Promise<void> => {
		const last = newestFirst(await list(compositions))[0]?.readyAt ?? 0;
		const headers = new Headers(page.headers);
		// Clocks are set back; an order is not.
		headers.set(readyAtHeader, String(Math.max(now(), last + 1)));
		await compositions.put(pageKey(id), new Response(page.body, { headers }));
	};

	const markNewest = async (compositions: Cache, id: string): Promise<void> => {
		if (newestFirst(await list(compositions))[0]?.id === id) return;
		const page = await compositions.match(pageKey(id));
		if (page !== undefined) await putPage(compositions, id, page);
	};

	const tidy = async (compositions: Cache): Promise<void> => {
		const keep = compositionsToKeep(await list(compositions), { limit: kept, inUse: await inUse() });
		const needed = new Set<string>();
		for (const id of keep) for (const { url } of await filesOf(compositions, id)) needed.add(url);
		for (const { url } of await compositions.keys()) {
			const id = new URL(url).pathname.split('/')[2] ?? '';
			// The page goes with the list, and before its files do.
			if (!keep.has(id)) await compositions.delete(url);
		}
		const assets = await openAssets();
		for (const url of await storedAssets(assets)) if (!needed.has(url)) await assets.delete(url);
	};

	const download = async (files: CompositionFiles['files']): Promise<void> => {
		const assets = await openAssets();
		const have = await storedAssets(assets);
		const missing = files.filter(({ url }) => !have.has(url));
		await downloadAll(missing, { cache: assets, fetch, atOnce: downloadsAtOnce });
	};

	const prepare = async (current?: string): Promise<string> => {
		const compositions = await openCompositions();
		if (current !== undefined && (await isWhole(compositions, current))) {
			await markNewest(compositions, current);
			return current;
		}
		const { id, page } = await fetchPage(fetch);
		if (await isWhole(compositions, id)) {
			await markNewest(compositions, id);
			return id;
		}
		const files = await fetchFiles(fetch, id);
		const bytes = files.reduce((sum, { size }) => sum + size, 0);
		if (bytes > maximumBytes) throw new RangeError(`${id} has ${bytes} bytes; ${maximumBytes} are kept at most.`);
		await download(files);
		await compositions.put(filesKey(id), Response.json(files));
		await putPage(compositions, id, page);
		return id;
	};

	return {
		async newestPage() {
			const compositions = await openCompositions();
			for (const { id } of newestFirst(await list(compositions))) {
				if (await isWhole(compositions, id)) return compositions.match(pageKey(id));
			}
			return undefined;
		},
		async prepare(current) {
			try {
				const id = await prepare(current);
				await tidy(await openCompositions());
				return id;
			} catch (error) {
				// Files that arrived wait for the next call, unless they are what fills the disk.
				if (isQuotaError(error)) await tidy(await openCompositions());
				throw error;
			}
		},
	};
};

const isQuotaError = (error: unknown): boolean => error instanceof Error && error.name === 'QuotaExceededError';
