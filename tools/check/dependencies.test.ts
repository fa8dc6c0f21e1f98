import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../suite/build-apps.ts';

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

/** Each section with a table: the folders of its heading, and its rows. */
const readSections = () =>
	readFileSync(join(root, 'docs/dependencies.md'), 'utf8')
		.split(/^## /m)
		.slice(1)
		.map((section) => {
			const [heading = ''] = section.split('\n', 1);
			const rows = [...section.matchAll(/^\| `([^`]+)` +\| (.*?) *\|$/gm)];
			return {
				folders: heading === 'The root' ? ['.'] : heading.split(', '),
				rows: rows.map(([, name = '', why = '']) => ({ name, why })),
			};
		})
		.filter(({ rows }) => rows.length > 0);

test('docs/dependencies.md says why for every direct dependency of every workspace, and names no other', () => {
	const sections = readSections();
	expect(sections.flatMap((section) => section.folders).sort()).toEqual(
		folders()
			.filter((folder) => dependenciesOf(folder).length > 0)
			.sort(),
	);
	for (const section of sections) {
		const expected = [...new Set(section.folders.flatMap(dependenciesOf))];
		expect(section.rows.map(({ name }) => name).sort(), section.folders.join(', ')).toEqual(expected.sort());
		for (const { name, why } of section.rows) expect(why, name).toMatch(/\w/);
	}
});
