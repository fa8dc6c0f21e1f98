import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../suite/build-apps.ts';

const page = readFileSync(join(root, 'docs/requirements.md'), 'utf8');

const readPaths = (cell: string): readonly string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path);

const rows = [...page.matchAll(/^\| (?!the guide|---)(.+?) \| (.+?) \| (.+?) \|$/gm)].map(
	([, asked = '', lives = '', shown = '']) => ({ asked, lives: readPaths(lives), shown: readPaths(shown) }),
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
	for (const paths of [lives, shown]) {
		expect(paths.length).toBeGreaterThan(0);
		for (const path of paths) expect(existsSync(join(root, path)), path).toBe(true);
	}
	for (const path of shown) expect(path).toMatch(/\.(test|spec|conformance|stories)\.tsx?$/);
});
