import { buildUser } from '@flotilla/testing';
import { expect, it, onTestFinished } from 'vitest';
import { fileKeys } from './files/file-keys.ts';
import { startCache } from './testing/start-cache.ts';
import { userKeys } from './users/user-keys.ts';

const ada = buildUser({ firstName: 'Ada', role: 'admin' });

const start = () => {
	let time = 1_000;
	const started = startCache({ users: [ada], role: 'admin', now: () => time });
	onTestFinished(() => started.cache.dispose());
	return { ...started, wait: (milliseconds: number) => (time += milliseconds) };
};

it('tells of each key what is shown, whose it is, how old and how many look at it', async () => {
	const { cache, wait } = start();
	await cache.preload(userKeys.detail(ada.id));
	const end = cache.watch(userKeys.detail(ada.id));
	expect(cache.inspect()).toEqual([
		{
			key: userKeys.detail(ada.id),
			shown: expect.objectContaining({ firstName: 'Ada' }),
			...{ owner: 'platform', fetchedAt: 1_000, isFresh: true, isFetching: false, watchers: 1 },
		},
	]);
	end();
	wait(3_600_000);
	expect(cache.inspect()).toMatchObject([{ isFresh: false, watchers: 0 }]);
});

it('says that a key is being fetched', async () => {
	const { cache } = start();
	await cache.preload(userKeys.list());
	cache.revalidate();
	const again = cache.preload(userKeys.list());
	expect(cache.inspect()).toMatchObject([{ isFetching: true }]);
	await again;
	expect(cache.inspect()).toMatchObject([{ isFetching: false }]);
});

it('drops one key and leaves the others', async () => {
	const { cache } = start();
	await Promise.all([cache.preload(userKeys.list()), cache.preload(fileKeys.list({}))]);
	const told: unknown[] = [];
	cache.onChange((key) => told.push(key));
	cache.drop(userKeys.list());
	expect(cache.read(userKeys.list())).toBeUndefined();
	expect(cache.inspect().map(({ key }) => key)).toEqual([fileKeys.list({})]);
	// Whoever keeps the cache on a disk forgets it as well.
	expect(told).toEqual([userKeys.list()]);
});
