import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../suite/build-apps.ts';

const page = readFileSync(join(root, 'docs/requirements.md'), 'utf8');

/** The paths of a cell: those that are there, and those that are announced. */
const readCell = (cell: string) => {
	const [here = '', soon = ''] = cell.split('soon: ');
	const paths = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path);
	return { here: paths(here), soon: paths(soon) };
};

const rows = [...page.matchAll(/^\| (?!the guide|---)(.+?) \| (.+?) \| (.+?) \|$/gm)].map(
	([, asked = '', lives = '', shown = '']) => ({ asked, lives: readCell(lives), shown: readCell(shown) }),
);

/** The systems that have to be there, by a word of their row. */
const systems = [
	...['Axios setup', 'interceptor', 'error cases', 'auth API', 'users API', 'upload service', 'query hooks'],
	...['optimistic updates', 'background sync', 'cache management', 'WebSocket', 'server-sent events', 'push'],
	...['offline', 'retry', 'circuit breaker', 'error categories', 'mock server and handlers'],
	...['request de-duplication', 'time to live', 'code splitting'],
];

it.each(systems)('docs/requirements.md has a row about %s', (system) => {
	expect(rows.some(({ asked }) => asked.toLowerCase().includes(system.toLowerCase()))).toBe(true);
});

it.each(rows)('docs/requirements.md names what is there: $asked', ({ lives, shown }) => {
	for (const { here, soon } of [lives, shown]) {
		expect(here.length + soon.length).toBeGreaterThan(0);
		for (const path of here) expect(existsSync(join(root, path)), path).toBe(true);
		for (const path of soon)
			expect(existsSync(join(root, path)), `${path} is there: announce it no longer`).toBe(false);
	}
	for (const path of [...shown.here, ...shown.soon]) expect(path).toMatch(/\.(test|spec|conformance|stories)\.tsx?$/);
});
