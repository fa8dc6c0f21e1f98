import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const folder = import.meta.dirname;
const read = (file: string) => readFileSync(`${folder}/${file}`, 'utf8');

/** The entries of this package that have components. */
const entries = ['index.ts', 'forms.ts', 'data.ts', 'charts.ts', 'table.ts', 'tabs.ts'];

/** Names of values that begin with a capital: components. */
const componentsOf = (source: string): string[] =>
	[...source.matchAll(/export \{([^}]*)\}/g)].flatMap(([, names = '']) =>
		names
			.split(',')
			.map((name) => name.trim())
			.filter((name) => /^[A-Z]\w*$/.test(name)),
	);

/** What stands around a page, and so around every story. */
const aroundEveryStory = ['UiProvider'];

/** `DrawerAtTheEnd`: Drawer, DrawerAt, … */
const beginningsOf = (name: string): string[] => {
	const words = name.match(/[A-Z][^A-Z]*/g) ?? [];
	return words.map((_, index) => words.slice(0, index + 1).join(''));
};

const stories = globSync('**/*.stories.tsx', { cwd: folder }).map((file) => read(file));

test.each(entries)('every component of %s has stories of its own', (entry) => {
	const told = new Set(
		stories.flatMap((source) => [
			// `title: 'UI/Page/List'` is about List, and of a family's stories `List` and `ListInACard` are.
			...[...source.matchAll(/title: '[^']*\/([^'/]+)'/g)].map(([, name = '']) => name),
			...[...source.matchAll(/export const (\w+): Story/g)].flatMap(([, name = '']) => beginningsOf(name)),
		]),
	);
	const untold = componentsOf(read(entry)).filter((name) => !told.has(name) && !aroundEveryStory.includes(name));
	expect(untold).toEqual([]);
});
