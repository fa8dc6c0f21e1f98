import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const source = new URL('..', import.meta.url);
const page = readFileSync(new URL('../../../docs/api.md', source), 'utf8');
const table = page.slice(page.indexOf('## The requirements, row by row'));
const rows = [...table.matchAll(/^\| (?!the guide|---)(.+?) \| (.+?) \| (.+?) \|$/gm)].map(
	([, asked = '', lives = '', shown = '']) => ({
		asked,
		files: [...lives.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path),
		tests: [...shown.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path),
	}),
);

it('has rows to look at', () => {
	expect(rows.length).toBeGreaterThan(25);
});

it.each(rows)('docs/api.md names what is there: $asked', ({ files, tests }) => {
	expect(files.length).toBeGreaterThan(0);
	expect(tests.length).toBeGreaterThan(0);
	expect(tests.every((path) => path.endsWith('.test.ts'))).toBe(true);
	for (const path of [...files, ...tests]) expect(existsSync(new URL(path, source)), path).toBe(true);
});
