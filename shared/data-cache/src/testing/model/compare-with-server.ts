import { isDeepStrictEqual } from 'node:util';
import type { CacheWorld } from './cache-world.ts';

export interface Compared {
	/** As it was. */
	fresh: number;
	/** After it was fetched. */
	stale: number;
}

/**
 * Waits for everything to arrive. Then whatever the cache calls fresh has to be what the server has, and whatever it does
 * not has to be after one fetch. Throws at a difference.
 */
export const compareWithServer = async (world: CacheWorld, compared: Compared): Promise<void> => {
	const { cache } = world;
	await world.settle();
	const open = cache.queued.open();
	if (open.length > 0) throw new Error(`${open.length} writes are still shown.`);
	for (const { key, name, truth, comparable } of world.watched) {
		if (cache.read(key) === undefined) continue;
		const isFresh = cache.isFresh(key);
		if (isFresh) compared.fresh += 1;
		else {
			compared.stale += 1;
			void cache.preload(key);
			await world.settle();
		}
		const [shown, right] = [cache.read(key), await truth()];
		if (shown === undefined ? right === undefined : isDeepStrictEqual(comparable(shown, right), right)) continue;
		const state = isFresh ? 'fresh' : 'fetched';
		throw new Error(`${name} (${state}) shows\n${JSON.stringify(shown)}\nand the server has\n${JSON.stringify(right)}`);
	}
};
