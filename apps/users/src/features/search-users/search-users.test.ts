import type { Role } from '@flotilla/contracts';
import { buildUser } from '@flotilla/testing';
import { createStoryWorld } from '@flotilla/testing/stories';
import { expect, it, onTestFinished } from 'vitest';
import { createSearchUsers } from './search-users.ts';

const ada = buildUser({ firstName: 'Ada', lastName: 'Lovelace', email: 'ada@flotilla.test', role: 'admin' });

const startSearch = async ({ as = 'admin', limit }: { as?: Role | null; limit?: number } = {}) => {
	const others = Array.from({ length: 5 }, () => buildUser({ lastName: 'Loveless', role: 'member' }));
	const world = await createStoryWorld({ users: [ada, ...others], as });
	onTestFinished(() => world.dispose());
	const { api, session } = world.platform;
	return { world, search: createSearchUsers({ api, session, ...(limit !== undefined && { limit }) }) };
};

it('finds people with what tells them from others, and where they are', async () => {
	const { search } = await startSearch();
	expect(await search('lovelace', new AbortController().signal)).toEqual([
		{ label: 'Ada Lovelace', description: 'ada@flotilla.test', path: `/users/${ada.id}`, icon: 'user' },
	]);
});

it('finds no more than fit', async () => {
	const { search } = await startSearch({ limit: 3 });
	expect(await search('love', new AbortController().signal)).toHaveLength(3);
});

it('asks nobody for those who are not signed in', async () => {
	const { search, world } = await startSearch({ as: null });
	const asked = world.backend.requests.length;
	expect(await search('ada', new AbortController().signal)).toEqual([]);
	expect(world.backend.requests).toHaveLength(asked);
});

it('rejects when it is given up, so that no late answer is shown', async () => {
	const { search } = await startSearch();
	const life = new AbortController();
	const found = search('ada', life.signal);
	life.abort();
	await expect(found).rejects.toMatchObject({ code: 'ABORTED' });
});
