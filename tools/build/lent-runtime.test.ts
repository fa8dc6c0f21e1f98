import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Compiler, rspack } from '@rspack/core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { defineApp } from '../../rspack.config.base.ts';
import { root } from '../suite/build-apps.ts';
import { LentContainerPlugin } from './lent-container-plugin.ts';
import { checkIsLent, type Entry, knownRspack, lentParts } from './lent-runtime.ts';
import { PortableEntryPlugin } from './portable-entry-plugin.ts';
import { runBuild } from './run-build.ts';

/** A remote whose entry has every part of rspack's runtime that a shell lends. */
const source: Record<string, string> = {
	'remote.manifest.ts': "export const manifest = { name: 'every', events: { emits: [], listens: [] } };",
	'src/expose/manifest.ts': "export { manifest } from '../../remote.manifest.ts';",
	'src/expose/start.ts': `import { useState } from 'react';
import * as legacy from '../legacy.cjs';
import legacyDefault from '../legacy.cjs';
import './start.css';
export const start = () => [useState, legacy, legacyDefault];
export const later = () => Promise.all([import('../page.ts'), import('../legacy.cjs')]);`,
	'src/expose/start.css': ':root { --start: 1px }',
	'src/page.ts': "import './page.css';\nexport const page = 1;",
	'src/page.css': ':root { --page: 1px }',
	'src/legacy.cjs': "module.exports = { legacy: 'CommonJS' };",
};

let folder = '';
const entry: Entry & { runtime: Map<string, string>; requirements: Set<string> } = {
	rspackVersion: '',
	requirements: new Set(),
	runtime: new Map(),
	modules: [],
};

/** Notes what the plugin is given. */
const note = (compiler: Compiler): void => {
	entry.rspackVersion = compiler.rspack.rspackVersion;
	compiler.hooks.thisCompilation.tap('note', (compilation) => {
		compilation.hooks.additionalTreeRuntimeRequirements.tap('note', (_chunk, required) => {
			for (const name of required) entry.requirements.add(name);
		});
		compilation.hooks.runtimeModule.tap('note', (part) => {
			entry.runtime.set(part.name, String(part.source?.source));
		});
		compilation.hooks.afterSeal.tapPromise('note', async () => {
			const chunk = [...compilation.chunks].find(({ name }) => name === 'every');
			if (chunk === undefined) return;
			entry.modules = [...compilation.chunkGraph.getChunkModules(chunk)].map((module) => module.identifier());
		});
	});
};

beforeAll(async () => {
	mkdirSync(join(root, '.flotilla/test'), { recursive: true });
	folder = join(mkdtempSync(join(root, '.flotilla/test/lent-')), 'every');
	for (const [path, content] of Object.entries(source)) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), content);
	}
	const configuration = await defineApp(folder)({}, { mode: 'production' });
	const plugins = (configuration.plugins ?? []).filter(
		(plugin) => !(plugin instanceof LentContainerPlugin || plugin instanceof PortableEntryPlugin),
	);
	await runBuild({
		...configuration,
		plugins: [...plugins, note],
		optimization: { ...configuration.optimization, minimize: false },
	});
}, 120_000);
afterAll(() => rmSync(dirname(folder), { recursive: true, force: true }));

it('is what the installed rspack writes: where this differs, what is lent may have to, and `containerVersion` with it', async () => {
	const glue = entry.modules.find((name) => name.startsWith('data:')) ?? '';
	const chunk = readdirSync(join(folder, 'dist')).find((file) => /^start\..*js$/.test(file)) ?? '';
	const texts = [
		...[...entry.runtime].sort(([a], [b]) => (a < b ? -1 : 1)),
		['the glue of Module Federation', decodeURIComponent(glue).replaceAll(';', ';\n')],
		['a chunk', readFileSync(join(folder, 'dist', chunk), 'utf8')],
	];
	const masked = texts
		.map(([name, text]) => `// ---- ${name}\n${text}\n`)
		.join('\n')
		.replaceAll(root, '')
		.replace(/\b[0-9a-f]{16}\b/g, '<hash>')
		// Of a module that is known by where this checkout is.
		.replace(/\b__webpack_require__\(\d+\)/g, '__webpack_require__(<module>)');
	await expect(masked).toMatchFileSnapshot('lent-runtime.snapshot.txt');
	expect(rspack.rspackVersion).toBe(knownRspack);
});

it('has all that an entry is made of, and no part that none is', () => {
	expect(() => checkIsLent(entry)).not.toThrow();
	expect([...entry.runtime.keys()].sort()).toEqual([...lentParts].sort());
});

it('is not of another rspack', () => {
	expect(() => checkIsLent({ ...entry, rspackVersion: '3.0.0' })).toThrow(
		`what is lent is that of rspack ${knownRspack}, and has not been compared with 3.0.0`,
	);
});

it('has nothing for a part, a requirement or a module that it does not know, and names it', () => {
	const runtime = new Map([...entry.runtime, ['wasm loading', '']]);
	expect(() => checkIsLent({ ...entry, runtime })).toThrow('no shell lends wasm loading');
	const requirements = new Set([...entry.requirements, 'module.id', '__webpack_require__.nc']);
	expect(() => checkIsLent({ ...entry, requirements })).toThrow('no shell lends module.id, __webpack_require__.nc');
	const modules = [...entry.modules, './src/in-the-entry.ts'];
	expect(() => checkIsLent({ ...entry, modules })).toThrow('no shell lends the module ./src/in-the-entry.ts');
});
