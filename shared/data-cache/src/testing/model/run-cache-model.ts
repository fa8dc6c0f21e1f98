import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { type CacheWorld, createCacheWorld } from './cache-world.ts';
import { cacheCommands } from './commands.ts';

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
	comparedFresh: number;
	/** The same after a fetch, because the cache itself knew that they were old. */
	comparedStale: number;
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
	const result: CacheModelResult = { operations: 0, comparedFresh: 0, comparedStale: 0 };
	let run = 0;
	const property = fc.asyncProperty(cacheCommands(length), async (commands) => {
		const tally = { operations: 0 };
		const world = createCacheWorld();
		try {
			for (const { key } of world.watched) void world.cache.preload(key);
			await world.settle();
			await fc.asyncModelRun(() => ({ model: tally, real: world }), commands);
			await world.settle();
			await compare(world, result);
		} finally {
			world.cache.dispose();
		}
		result.operations += tally.operations;
		run += 1;
		if (run % 20 === 0) report(`${run} runs, ${result.operations} writes`);
	});
	await fc.assert(property, { numRuns: runs, seed });
	return result;
};

const compare = async (world: CacheWorld, result: CacheModelResult): Promise<void> => {
	const { cache } = world;
	const open = cache.queued.open();
	if (open.length > 0) throw new Error(`${open.length} writes are still shown.`);
	for (const { key, name, truth, comparable } of world.watched) {
		if (cache.read(key) === undefined) continue;
		const isFresh = cache.isFresh(key);
		if (isFresh) result.comparedFresh += 1;
		else {
			result.comparedStale += 1;
			void cache.preload(key);
			await world.settle();
		}
		const [shown, right] = [cache.read(key), await truth()];
		if (shown === undefined ? right === undefined : isDeepStrictEqual(comparable(shown, right), right)) continue;
		const state = isFresh ? 'fresh' : 'fetched';
		throw new Error(`${name} (${state}) shows\n${JSON.stringify(shown)}\nand the server has\n${JSON.stringify(right)}`);
	}
};
