import { expect, it } from 'vitest';
import { cacheNames, compositionsToKeep, newestFirst, outdatedCaches } from './plan-caches.ts';

const stored = [
	{ id: 'second', readyAt: 2 },
	{ id: 'fourth', readyAt: 4 },
	{ id: 'first', readyAt: 1 },
	{ id: 'third', readyAt: 3 },
];
const idle = new Set<string>();

it('the newest composition and the one before it are kept', () => {
	expect(compositionsToKeep(stored, { limit: 2, inUse: idle })).toEqual(new Set(['fourth', 'third']));
	expect(compositionsToKeep(stored.slice(0, 1), { limit: 2, inUse: idle })).toEqual(new Set(['second']));
	expect(compositionsToKeep([], { limit: 2, inUse: idle })).toEqual(idle);
});

it('so is one that an open page runs, however old, and what is not stored is not invented', () => {
	const inUse = new Set(['first', 'fourth', 'never stored']);
	expect(compositionsToKeep(stored, { limit: 2, inUse })).toEqual(new Set(['fourth', 'third', 'first']));
});

it('which is newest is told by when it was last found to be the current one', () => {
	expect(newestFirst(stored).map(({ id }) => id)).toEqual(['fourth', 'third', 'second', 'first']);
});

it('caches of an earlier worker are dropped, and nothing that others keep on this origin', () => {
	const names = ['flotilla-assets-v0', ...Object.values(cacheNames), 'somebody-else', 'flotilla-pages'];
	expect(outdatedCaches(names)).toEqual(['flotilla-assets-v0', 'flotilla-pages']);
});
