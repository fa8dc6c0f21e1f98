import fc from 'fast-check';
import { createCacheWorld } from './cache-world.ts';
import { cacheCommands } from './commands.ts';
import { compareWithServer } from './compare-with-server.ts';

export interface CacheModelOptions {
	/** How often it begins with a new cache and a new server. */
	runs: number;
	/** Reads, writes, events and answers a run, at most. Default 150. */
	length?: number;
	/** Default 1. */
	seed?: number;
	report?(line: string): void;
}

export interface CacheModelResult {
	/** Writes, one's own and those of others. */
	operations: number;
	/** Lists and items that were compared with the server as they were, without being fetched again. */
	fresh: number;
	/** The same after a fetch, because the cache itself knew that they were old. */
	stale: number;
}

/**
 * Random writes with random failures, late answers, events of others and gaps in between. When everything has arrived,
 * whatever the cache calls fresh has to be what the server has, and whatever it does not has to be after one fetch.
 * Rejects with the shortest way to a difference.
 */
export const runCacheModel = async ({
	runs,
	length = 150,
	seed = 1,
	report = () => undefined,
}: CacheModelOptions): Promise<CacheModelResult> => {
	const result: CacheModelResult = { operations: 0, fresh: 0, stale: 0 };
	let run = 0;
	const property = fc.asyncProperty(cacheCommands(length), async (commands) => {
		const tally = { operations: 0, fresh: 0, stale: 0 };
		const world = createCacheWorld();
		try {
			for (const { key } of world.watched) void world.cache.preload(key);
			await world.settle();
			await fc.asyncModelRun(() => ({ model: tally, real: world }), commands);
			await compareWithServer(world, tally);
		} finally {
			world.cache.dispose();
		}
		result.operations += tally.operations;
		result.fresh += tally.fresh;
		result.stale += tally.stale;
		run += 1;
		if (run % 20 === 0) report(`${run} runs, ${result.operations} writes`);
	});
	await fc.assert(property, { numRuns: runs, seed });
	return result;
};
