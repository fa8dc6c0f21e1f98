import { globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rspack } from '@rspack/core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { baseConfiguration } from '../../rspack.config.base.ts';
import { root } from '../suite/build-apps.ts';
import { problemsOfStyles } from './problems-of-styles.ts';

const files = globSync('apps/*/src/**/*.css', { cwd: root });

test('there are style sheets', () => expect(files.length).toBeGreaterThan(0));

describe("a remote's styles reach nobody else", () => {
	test.each(files)('%s', (file) => {
		expect(file).toMatch(/\.module\.css$/);
		expect(problemsOfStyles(readFileSync(join(root, file), 'utf8'))).toEqual([]);
	});
});

describe('the check refuses', () => {
	test.each([
		['a rule outside of the layer', '.card { color: red }', '.card is outside of @layer app'],
		['another layer', '@layer flotilla { .card { color: red } }', '.card is outside of @layer app'],
		['elements', '@layer app { p { margin: 0 } }', 'p names no class of its own'],
		['one of many', '@layer app { .card, body { margin: 0 } }', 'body names no class of its own'],
		['the root', '@layer app { :root { --gap: 0 } }', ':root names no class of its own'],
		['global classes', '@layer app { :global(.card) { margin: 0 } }', ':global(.card) is global'],
		[
			'what hides in a media query',
			'@layer app { @media (width < 48em) { h1 { margin: 0 } } }',
			'h1 names no class of its own',
		],
		['an imported style sheet', '@import "elsewhere.css";', '@import'],
	])('%s', (_what, css, problem) => {
		expect(problemsOfStyles(css)).toEqual([expect.stringContaining(problem)]);
	});
});

test('the check lets local classes be: with elements in them, states, directions and keyframes', () => {
	const css = `
		/* body { } in a comment is nothing */
		@layer app {
			.list > :global([cmdk-item]) { margin: 0 }
			.list > li:hover, [dir="rtl"] .list :is(a, button) { margin: 0 }
			@media (width < 48em) { .list { margin: 0 } }
			@keyframes flash { from { opacity: 0 } 50% { opacity: 1 } }
		}`;
	expect(problemsOfStyles(css)).toEqual([]);
});

test('the build gives the same class of two apps two names', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'flotilla-styles-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	const build = async (app: string): Promise<string> => {
		const home = join(folder, app);
		mkdirSync(home);
		writeFileSync(join(home, 'package.json'), JSON.stringify({ name: app }));
		writeFileSync(join(home, 'card.module.css'), '@layer app { .card { color: red } }');
		writeFileSync(join(home, 'main.js'), "import classes from './card.module.css'; console.log(classes);");
		const output = join(home, 'out');
		const base = baseConfiguration({ folder: home, app, mode: 'production' });
		const compiler = rspack({
			...base,
			entry: { main: join(home, 'main.js') },
			output: { ...base.output, path: output },
		});
		await new Promise<void>((resolve, reject) => {
			compiler.run((error, stats) => {
				if (error) reject(error);
				else if (stats?.hasErrors()) reject(new Error(stats.toString('errors-only')));
				else compiler.close(() => resolve());
			});
		});
		const sheet = readdirSync(output, { recursive: true }).find((file) => String(file).endsWith('.css'));
		return /\.([\w-]+)\s*\{/.exec(readFileSync(join(output, String(sheet)), 'utf8'))?.[1] ?? '';
	};
	const [people, papers] = await Promise.all([build('people'), build('papers')]);
	expect(people).not.toBe('');
	expect(people).not.toBe(papers);
});
