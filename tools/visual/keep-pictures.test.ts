import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keepPictures } from './keep-pictures.ts';
import type { Scheme, ViewportName } from './list-shots.ts';
import { picturesIn } from './pictures-in.ts';
import { isWantedBy } from './wanted-pictures.ts';

interface Run {
	kept: readonly string[];
	taken: readonly string[];
	failed?: readonly string[];
	viewports?: readonly ViewportName[];
	only?: string;
}

/** Does `--update` on folders of pictures; answers what is kept then, and in which run each was taken. */
const update = async ({ kept, taken, failed = [], viewports = ['desktop'], only }: Run) => {
	const root = await mkdtemp(join(tmpdir(), 'kept-'));
	const folders = { pictures: join(root, 'after'), kept: join(root, 'kept') };
	const fill = async (folder: string, names: readonly string[], run: string) => {
		await mkdir(folder);
		for (const name of names) await writeFile(join(folder, `${name}.png`), run);
	};
	await fill(folders.kept, kept, 'before');
	await fill(folders.pictures, taken, 'now');
	const schemes: readonly Scheme[] = ['light'];
	await keepPictures({
		...folders,
		failures: new Map(failed.map((name) => [name, 'it threw'])),
		isWanted: isWantedBy(
			{ only, schemes, viewports },
			taken.map((name) => ({ name })),
		),
	});
	const names = await picturesIn(folders.kept);
	return Object.fromEntries(
		await Promise.all(names.map(async (name) => [name, await readFile(join(folders.kept, `${name}.png`), 'utf8')])),
	);
};

test('pictures of a phone stay where only those of a desktop are taken', async () => {
	const kept = await update({
		kept: ['list--light-desktop', 'list--light-phone', 'gone--light-desktop'],
		taken: ['list--light-desktop'],
	});
	expect(kept).toEqual({ 'list--light-desktop': 'now', 'list--light-phone': 'before' });
});

test('pictures of stories that are gone go, of a phone where it is taken as well', async () => {
	const kept = await update({
		kept: ['gone--light-desktop', 'gone--light-phone'],
		taken: ['list--light-desktop', 'list--light-phone'],
		viewports: ['desktop', 'phone'],
	});
	expect(kept).toEqual({ 'list--light-desktop': 'now', 'list--light-phone': 'now' });
});

test('the rest stays where only some are taken', async () => {
	const kept = await update({
		kept: ['users-old--light-desktop', 'files-list--light-desktop'],
		taken: ['users-list--light-desktop'],
		only: 'users',
	});
	expect(kept).toEqual({ 'users-list--light-desktop': 'now', 'files-list--light-desktop': 'before' });
});

test('a story that failed keeps its picture from when it worked', async () => {
	const kept = await update({
		kept: ['list--light-desktop'],
		taken: ['list--light-desktop', 'new--light-desktop'],
		failed: ['list--light-desktop', 'new--light-desktop'],
	});
	expect(kept).toEqual({ 'list--light-desktop': 'before' });
});
