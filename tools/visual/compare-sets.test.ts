import { mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { compareSets } from './compare-sets.ts';
import { defaultLimits } from './visual-limits.ts';

const plain = (background: string) =>
	sharp({ create: { width: 8, height: 8, channels: 3, background } })
		.png()
		.toBuffer();

const createSets = async (pictures: { before: Record<string, string>; after: Record<string, string> }) => {
	const root = await mkdtemp(join(tmpdir(), 'pictures-'));
	const folders = { before: join(root, 'before'), after: join(root, 'after'), differences: join(root, 'differences') };
	for (const side of ['before', 'after'] as const) {
		await mkdir(folders[side]);
		for (const [name, colour] of Object.entries(pictures[side]))
			await writeFile(join(folders[side], `${name}.png`), await plain(colour));
	}
	return { ...folders, limits: defaultLimits };
};

test('each picture is the same, changed, new or gone, and what needs a look comes first', async () => {
	const sets = await createSets({
		before: { a: 'white', b: 'white', d: 'white' },
		after: { a: 'white', b: 'black', c: 'white' },
	});
	expect(await compareSets(sets)).toEqual([
		{ name: 'b', verdict: 'changed', differentPixels: 64 },
		{ name: 'd', verdict: 'gone', differentPixels: 0 },
		{ name: 'c', verdict: 'new', differentPixels: 0 },
		{ name: 'a', verdict: 'same', differentPixels: 0 },
	]);
	expect(await readdir(sets.differences)).toEqual(['b.png']);
});

test('pictures that were not asked for are not gone', async () => {
	const sets = await createSets({ before: { a: 'white', other: 'white' }, after: { a: 'white' } });
	const compared = await compareSets({ ...sets, isWanted: (name) => name === 'a' });
	expect(compared).toEqual([{ name: 'a', verdict: 'same', differentPixels: 0 }]);
});

test('without anything from before all is new', async () => {
	const sets = await createSets({ before: {}, after: { a: 'white' } });
	expect(await compareSets({ ...sets, before: join(sets.before, 'nowhere') })).toEqual([
		{ name: 'a', verdict: 'new', differentPixels: 0 },
	]);
});
