import { expect, test } from 'vitest';
import { followImports } from './follow-imports.ts';

test('what a script imports is fetched with it, however deep and once, and what it may import later is not', async () => {
	const scripts: Record<string, string> = {
		'/assets/users/start.js': `import{a}from"./21.js";import"/assets/shell/first.js";export*from"./22.js";import("./later.js")`,
		'/assets/users/21.js': `import"./22.js";export const a="import './no.js'"`,
		'/assets/users/22.js': `import"./start.js";export const b=1`,
		'/assets/shell/first.js': '',
	};
	const read = async (url: string) => {
		const text = scripts[url];
		if (text === undefined) throw new Error(`Nobody imports ${url}`);
		return text;
	};
	const urls = ['/assets/users/start.js', '/assets/users/start.css'];
	expect((await followImports({ urls, read })).sort()).toEqual([
		'/assets/shell/first.js',
		'/assets/users/21.js',
		'/assets/users/22.js',
		'/assets/users/start.css',
		'/assets/users/start.js',
	]);
});
