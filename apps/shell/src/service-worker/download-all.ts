import type { CompositionFiles } from '@flotilla/contracts';

interface DownloadOptions {
	cache: Pick<Cache, 'put'>;
	fetch: typeof fetch;
	/** Files at the same time. */
	atOnce: number;
}

/**
 * Puts every file into the cache, once the browser has found that it is what its hash says. Rejects with the first
 * failure; what arrived before it stays.
 */
export const downloadAll = async (
	files: CompositionFiles['files'],
	{ cache, fetch, atOnce }: DownloadOptions,
): Promise<void> => {
	const waiting = [...files];
	const given = new AbortController();
	const work = async (): Promise<void> => {
		for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
			const { url, integrity } = file;
			// The page has most of them already: then they come out of the browser's own cache.
			const response = await fetch(url, { integrity, priority: 'low', signal: given.signal });
			if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
			await cache.put(url, response);
		}
	};
	try {
		await Promise.all(Array.from({ length: atOnce }, work));
	} catch (error) {
		waiting.length = 0;
		given.abort();
		throw error;
	}
};
