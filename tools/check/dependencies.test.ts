import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../suite/build-apps.ts';
import { findRemotes } from '../suite/find-remotes.ts';

interface Package {
	workspaces?: string[];
	dependencies?: Record<string, string>;
	devDependencies?: Record<string, string>;
}

const readPackage = (folder: string): Package => JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));

/** A workspace's direct dependencies, without the suite's own packages. */
const dependenciesOf = (folder: string): string[] => {
	const { dependencies, devDependencies } = readPackage(folder);
	return Object.keys({ ...dependencies, ...devDependencies }).filter((name) => !name.startsWith('@flotilla/'));
};

const folders = (): string[] => {
	const patterns = (readPackage('.').workspaces ?? []).map((pattern) => `${pattern}/package.json`);
	return ['.', ...globSync(patterns, { cwd: root }).map((path) => dirname(path))];
};

const remotes = findRemotes(root).map((name) => `apps/${name}`);

/** Headings that say which folders are meant in other words. */
const foldersOf = (heading: string): string[] => {
	if (heading === 'The root') return ['.'];
	return heading === 'Every remote' ? remotes : heading.split(', ');
};

/** Each section with a table: the folders of its heading, and its rows. */
const readSections = () =>
	readFileSync(join(root, 'docs/dependencies.md'), 'utf8')
		.split(/^## /m)
		.slice(1)
		.map((section) => {
			const [heading = ''] = section.split('\n', 1);
			const rows = [...section.matchAll(/^\| `([^`]+)` +\| (.*?) *\|$/gm)];
			return {
				heading,
				folders: foldersOf(heading),
				rows: rows.map(([, name = '', why = '']) => ({ name, why })),
			};
		})
		.filter(({ rows }) => rows.length > 0);

test('docs/dependencies.md says why for every direct dependency of every workspace, and names no other', () => {
	const sections = readSections();
	const namesOf = (folder: string) =>
		sections.filter(({ folders }) => folders.includes(folder)).flatMap(({ rows }) => rows.map(({ name }) => name));
	for (const folder of folders())
		expect([...new Set(namesOf(folder))].sort(), folder).toEqual(dependenciesOf(folder).sort());

	for (const { heading, folders, rows } of sections) {
		expect(
			rows.map(({ name }) => name),
			heading,
		).toEqual([...new Set(rows.map(({ name }) => name))]);
		for (const folder of folders) expect(existsSync(join(root, folder, 'package.json')), folder).toBe(true);
		for (const { name, why } of rows) expect(why, name).toMatch(/\w/);
	}
});
