import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type BuildManifest, buildManifest, buildManifestFile, type ModuleAssets } from '@flotilla/contracts';
import { apiContract } from '@flotilla/contracts/open-api';
import type { Compiler } from '@rspack/core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { defineApp } from '../../rspack.config.base.ts';
import { hostRuntimeGlobal } from '../../shared/federation/src/host/bundler-runtime/host-runtime.ts';
import { root } from '../suite/build-apps.ts';
import { portableEntryName } from './portable-entry-plugin.ts';
import { runBuild } from './run-build.ts';
import { installedVersion, sharedModules } from './shared-modules.ts';

/**
 * Bytes, compressed. What a remote costs before its first own line: the tables of its build, some 40 for each file that
 * comes on demand and for each shared module. All else is lent.
 */
const entryBudget = 900;

const remotes = ['auth', 'users', 'files'] as const;

interface Build {
	manifest: BuildManifest;
	/** Name -> content. */
	files: Map<string, Buffer>;
	warnings: string[];
}

const folders: string[] = [];
const makeFolder = (parent: string): string => {
	mkdirSync(parent, { recursive: true });
	const folder = mkdtempSync(join(parent, 'build-'));
	folders.push(folder);
	return folder;
};
afterAll(() => {
	for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Builds what is in a folder as `npm run build` does, but for where it goes. */
const build = async (folder: string): Promise<Build> => {
	const configuration = await defineApp(folder)({}, { mode: 'production' });
	const path = makeFolder(tmpdir());
	const warnings: string[] = [];
	const noteWarnings = (compiler: Compiler): void =>
		compiler.hooks.done.tap('noteWarnings', ({ compilation }) => {
			for (const { message } of compilation.warnings) warnings.push(message.trim());
		});
	const plugins = [...(configuration.plugins ?? []), noteWarnings];
	await runBuild({ ...configuration, plugins, output: { ...configuration.output, path } });
	const files = new Map(readdirSync(path).map((name) => [name, readFileSync(join(path, name))]));
	return { manifest: buildManifest.parse(JSON.parse(String(files.get(buildManifestFile)))), files, warnings };
};

const builds = new Map<string, Build>();
const buildOf = (app: string) => builds.get(app) as Build;
beforeAll(async () => {
	for (const app of ['shell', ...remotes]) builds.set(app, await build(join(root, 'apps', app)));
}, 120_000);

const isPortableEntry = (name: string): boolean => name.startsWith(`${portableEntryName}.`);

const hashed = /\.[0-9a-f]{16}\.\w+$/;
const allOf = ({ modules, styles }: ModuleAssets) => [...modules, ...styles];
const range = (name: string) => `^${installedVersion(name)}`;

/** The files of a remote that shows one component of the library, and nothing else. */
const smallRemote: Record<string, string> = {
	'remote.manifest.ts': `export const manifest = {
	schemaVersion: 1, name: 'small', title: 'Small', owner: 'team-small', routePrefix: '/small',
	access: 'signed-in', navigation: [], commands: [], slots: [], offers: [], events: { emits: [], listens: [] },
	apiVersion: 1, eventMapVersion: 1,
};`,
	'src/expose/manifest.ts': "export { manifest } from '../../remote.manifest.ts';",
	'src/expose/start.tsx': `import type { User } from '@flotilla/contracts';
import { Button } from '@flotilla/ui';
import { useState } from 'react';
const Page = ({ user }: { user: User }) => <Button onClick={useState(0)[1] as never}>{user.id}</Button>;
export const start = () => ({ Page });`,
	'src/expose/start.ts': "export { start } from './start.tsx';",
};

const buildSmallRemote = (more: Record<string, string> = {}) => {
	// Inside the checkout, where the packages are found; the build takes the app's name from its folder.
	const folder = join(makeFolder(join(root, '.flotilla/test')), 'small');
	for (const [path, content] of Object.entries({ ...smallRemote, ...more })) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), content);
	}
	return build(folder);
};

describe('a remote’s build', () => {
	it.each(remotes)('%s says what it starts with and what it is', async (app) => {
		const { manifest, files } = buildOf(app);
		const { manifest: written } = await import(join(root, 'apps', app, 'remote.manifest.ts'));
		expect(manifest).toMatchObject({ app, kind: 'remote', provides: {}, remote: written });
		expect(manifest.entry).toMatch(/^remote-entry\.[0-9a-f]{16}\.js$/);
		expect(manifest.initial.modules).toEqual([expect.stringMatching(/^start\.[0-9a-f]{16}\.js$/)]);
		for (const name of allOf(manifest.initial)) expect(files.has(name), name).toBe(true);
	});

	it('asks the shell for what it imports, and for nothing else', async () => {
		const { manifest } = await buildSmallRemote();
		// The contracts give it a type alone.
		expect(manifest.consumes).toEqual({
			react: range('react'),
			'react/jsx-runtime': range('react'),
			'@flotilla/ui': range('@flotilla/ui'),
		});
		expect(manifest.consumesLater).toBeUndefined();
	});

	it('says which of it only a part asks for that is loaded later, and starts without', async () => {
		const { manifest } = await buildSmallRemote({
			'src/expose/start.ts': `export { start } from './start.tsx';
export const later = () => import('../charts.ts');`,
			'src/charts.ts': `export { Button } from '@flotilla/ui';
export { Sparkline } from '@flotilla/ui/charts';`,
		});
		expect(manifest.consumes).toHaveProperty('@flotilla/ui/charts');
		expect(manifest.consumesLater).toEqual(['@flotilla/ui/charts']);
	});

	it('says what it imports by itself: what it gives such a name, and texts in other languages', async () => {
		const { manifest, files } = buildOf('users');
		expect(manifest.soon).toEqual({
			modules: ['messages-de', 'soon-list-actions'].map((name) =>
				expect.stringMatching(`^${name}\\.[0-9a-f]{16}\\.js$`),
			),
			styles: [],
		});
		for (const name of allOf(manifest.soon as ModuleAssets)) expect(files.has(name), name).toBe(true);
		expect((await buildSmallRemote()).manifest.soon).toEqual({ modules: [], styles: [] });
	});

	it('says which endpoints its code calls, with what it sends and reads', () => {
		const callsOf = (app: string) => {
			const { paths } = apiContract.parse(buildOf(app).manifest.calls);
			return Object.entries(paths).flatMap(([path, item]) => Object.keys(item).map((method) => `${method} ${path}`));
		};
		expect(callsOf('users')).toEqual(
			expect.arrayContaining([
				'get /users',
				'get /users/{id}',
				'patch /users/{id}',
				'post /users/import',
				'get /audit',
			]),
		);
		expect(callsOf('users').some((call) => /auth|files|data/.test(call))).toBe(false);
		expect(callsOf('files')).toEqual(expect.arrayContaining(['get /files', 'post /files/upload', 'get /files/usage']));
		expect(callsOf('auth').every((call) => call.includes(' /auth/'))).toBe(true);
		expect(callsOf('shell')).toEqual(expect.arrayContaining(['post /auth/refresh', 'post /push/subscriptions']));
		expect(callsOf('shell')).not.toContain('post /users/import');
	});

	it.each(remotes)('%s has no copy of what the shell provides', (app) => {
		for (const [what, marker] of Object.entries(markers)) {
			const holders = [...buildOf(app).files].filter(
				([name, content]) => !isPortableEntry(name) && content.includes(marker),
			);
			expect(holders, what).toEqual([]);
		}
	});

	it.each(remotes)('%s has an entry for hosts that lend no runtime, which no page of the shell loads', (app) => {
		const { manifest, files } = buildOf(app);
		const [name = '', ...more] = [...files.keys()].filter(isPortableEntry);
		expect(more).toEqual([]);
		const text = String(files.get(name));
		expect(text).toContain(`import('./${manifest.entry}')`);
		for (const [what, marker] of Object.entries(markers))
			expect(text.includes(marker), what).toBe(what === 'the federation runtime');
		expect([manifest.entry, ...allOf(manifest.initial)]).not.toContain(name);
	});

	it.each(remotes)('%s keeps its entry small', (app) => {
		const { manifest, files } = buildOf(app);
		expect(gzipSync(files.get(manifest.entry) as Buffer, { level: 9 }).length).toBeLessThan(entryBudget);
	});

	it.each(remotes)('%s has nothing in its entry that the shell lends', (app) => {
		const { manifest, files, warnings } = buildOf(app);
		expect(String(files.get(manifest.entry))).not.toMatch(/__webpack|createElement|defineProperty|Promise/);
		expect(warnings).toEqual([]);
	});

	it('stops in a page that lends no container, as a shell of before there were any, and says so', async () => {
		const { manifest, files } = buildOf('users');
		const open = (attempt: number) =>
			import(`data:text/javascript,${encodeURIComponent(`${files.get(manifest.entry)}//${attempt}`)}`);
		const sentence = 'This page lends no container of version 1: load the remote from a Flotilla shell that does.';
		await expect(open(1)).rejects.toThrow(sentence);
		globalThis[hostRuntimeGlobal] = { version: 1, createBundlerRuntime: () => ({}) };
		onTestFinished(() => {
			globalThis[hostRuntimeGlobal] = undefined;
		});
		await expect(open(2)).rejects.toThrow(sentence);
	});

	it('has an entry of tables alone where there is no style sheet, and nothing that comes later', async () => {
		const { manifest, files, warnings } = await buildSmallRemote();
		expect(String(files.get(manifest.entry))).not.toContain('__webpack');
		expect(warnings).toEqual([]);
	});

	it('keeps an entry of its own kind where its code asks for what no shell lends, and warns of it', async () => {
		const { manifest, files, warnings } = await buildSmallRemote({
			'src/expose/start.ts': "export { start } from './start.tsx';\n__webpack_nonce__ = 'of-this-page';",
		});
		expect(String(files.get(manifest.entry))).toContain('createBundlerRuntime');
		expect(warnings).toEqual([
			expect.stringContaining(
				'The entry of small keeps a runtime of its own: no shell lends nonce, __webpack_require__.nc.',
			),
		]);
	});

	it.each(remotes)('%s names every file by its content, but for the description itself', (app) => {
		const names = [...buildOf(app).files.keys()].filter((name) => name !== buildManifestFile);
		expect(names.filter((name) => !hashed.test(name))).toEqual([]);
	});
});

/** Words that only the source of a package has. */
const markers = {
	react: 'react.transitional.element',
	'react-dom': '__reactContainer',
	'react-router': 'may be used only in the context of a <Router>',
	'Mantine’s own': '@mantine/core: ',
	axios: 'ERR_BAD_OPTION',
	'the federation runtime': '__FEDERATION__',
	'@flotilla/api-client': '@flotilla/api-client/ApiError',
	'@flotilla/session': 'useSession needs',
	'@flotilla/data-cache': 'useDataCache needs',
	'@flotilla/federation': 'useFederation needs',
	'@flotilla/platform': 'usePlatform needs',
};

describe('the shell’s build', () => {
	it('has the one copy of each', () => {
		const { manifest, files } = buildOf('shell');
		const entry = files.get(manifest.entry) as Buffer;
		for (const [what, marker] of Object.entries(markers)) expect(entry.includes(marker), what).toBe(true);
	});

	it('says what it starts with and what it is', () => {
		const { manifest, files } = buildOf('shell');
		expect(manifest).toMatchObject({ app: 'shell', kind: 'shell', consumes: {} });
		expect(manifest).not.toHaveProperty('remote');
		expect(manifest.entry).toMatch(/^main\.[0-9a-f]{16}\.js$/);
		for (const name of allOf(manifest.initial)) expect(files.has(name), name).toBe(true);
	});

	it('says what it imports by itself, and not what somebody has to ask for', () => {
		const names = allOf(buildOf('shell').manifest.soon as ModuleAssets).map((name) => name.split('.', 1)[0]);
		expect(names).toEqual([
			'messages-de',
			'soon-beacons',
			'soon-signed-in',
			'soon-updates',
			'soon-uploads',
			'soon-vitals',
		]);
	});

	it('provides everything that may be asked for, in the version that is installed', () => {
		const { provides } = buildOf('shell').manifest;
		expect(Object.fromEntries(Object.entries(provides).map(([request, { version }]) => [request, version]))).toEqual(
			Object.fromEntries(
				Object.entries(sharedModules).map(([request, shared]) => [request, installedVersion(shared.package)]),
			),
		);
	});

	it('holds in its first load what every page needs, and names the files of the rest', () => {
		const { manifest, files } = buildOf('shell');
		const first = [manifest.entry, ...allOf(manifest.initial)];
		for (const [request, { assets }] of Object.entries(manifest.provides)) {
			const onDemand = sharedModules[request]?.load === 'on-demand';
			expect(assets.modules.length > 0, request).toBe(onDemand);
			for (const name of allOf(assets)) {
				expect(files.has(name), name).toBe(true);
				expect(first, request).not.toContain(name);
			}
		}
	});

	it.each(['@flotilla/ui/forms', '@flotilla/ui/data', '@flotilla/ui/table', '@flotilla/ui/tabs'])(
		'gives %s with its styles when somebody asks for it',
		(request) => {
			const { assets } = buildOf('shell').manifest.provides[request] ?? {};
			expect(assets).toEqual({
				modules: expect.arrayContaining([expect.stringMatching(hashed)]),
				styles: expect.arrayContaining([expect.stringMatching(hashed)]),
			});
		},
	);
});

describe('the shell’s service worker', () => {
	const worker = () => {
		const { manifest, files } = buildOf('shell');
		return {
			name: manifest.serviceWorker ?? '',
			text: String(files.get(manifest.serviceWorker ?? '')),
			manifest,
			files,
		};
	};

	it('is one script that imports nothing and has no copy of what pages run', () => {
		const { name, text } = worker();
		expect(name).toMatch(/^service-worker\.[0-9a-f]{16}\.js$/);
		expect(text).not.toMatch(/\bimport\b|\bexport\b|importScripts/);
		for (const [what, marker] of Object.entries(markers)) expect(text.includes(marker), what).toBe(false);
	});

	it('is no part of the first load', () => {
		const { name, manifest, files } = worker();
		const first = [manifest.entry, ...allOf(manifest.initial)];
		expect(first).not.toContain(name);
		for (const file of first) expect(String(files.get(file)).includes('workbox'), file).toBe(false);
	});

	it('is not in a remote', () => {
		for (const app of remotes) expect(buildOf(app).manifest).not.toHaveProperty('serviceWorker');
	});
});

it('a build is the same every time', async () => {
	for (const app of ['shell', 'users']) {
		const again = await build(join(root, 'apps', app));
		expect([...again.files.keys()].sort()).toEqual([...buildOf(app).files.keys()].sort());
		expect(again.manifest).toEqual(buildOf(app).manifest);
	}
});
