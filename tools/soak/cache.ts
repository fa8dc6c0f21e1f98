import { type CacheModelResult, runCacheModel } from '../../shared/data-cache/src/testing/model/run-cache-model.ts';

export interface CacheSoakOptions {
	/** Each is a cache of its own with about thirty writes. */
	rounds: number;
	/** Default 1. */
	seed?: number;
	report?(line: string): void;
}

/** The long form of the cache's model test: resolves with what went wrong, at most one thing, by its shortest way. */
export const soakCache = async ({
	rounds,
	seed = 1,
	report = () => undefined,
}: CacheSoakOptions): Promise<string[]> => {
	try {
		const { operations, fresh, stale }: CacheModelResult = await runCacheModel({
			runs: rounds,
			seed,
			report,
		});
		report(`${operations} writes; compared ${fresh} as they were, ${stale} after a fetch`);
		return [];
	} catch (error) {
		const cause = error instanceof Error && error.cause instanceof Error ? `\n${error.cause.message}` : '';
		return [`${error instanceof Error ? error.message : String(error)}${cause}`];
	}
};
