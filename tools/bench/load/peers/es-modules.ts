import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModuleAssets } from '@flotilla/contracts';
import type { Configuration, Module } from '@rspack/core';
import { sharedModules } from '../../../build/shared-modules.ts';
import type { BenchRemote } from '../remotes/bench-remotes.ts';
import { buildPeer, type PeerPage, peerBase, shellFolder, withServiceWorker } from './build-peer.ts';
import { writeEntry } from './write-entry.ts';

interface EsModulesOptions {
	folder: string;
	remotes: readonly BenchRemote[];
	/** Remotes are applications of single-spa. Default false. */
	singleSpa?: boolean;
}

/**
 * Plain ES modules with an import map, as native federation has it: each shared package is a module under its own name,
 * remotes import it by that name, and the page preloads the exact graph of its route.
 */
export const buildEsModules = async ({ folder, remotes, singleSpa = false }: EsModulesOptions): Promise<PeerPage> => {
	const assets = join(folder, 'assets');
	const sources = `${folder}-source`;
	const shared = await writeShared(join(sources, 'shared'));
	const entry = await writeEntry({ folder: sources, remotes, imports: 'named', singleSpa });
	const host = await buildPeer(hostConfiguration({ assets, entry, shared, remotes }));
	const main = host('main');
	const imports: Record<string, string> = {};
	for (const { request, name } of shared) imports[request] = `/assets/${lastOf(host(name))}`;

	const routes: Record<string, ModuleAssets> = {};
	for (const remote of remotes) {
		const { name, manifest } = remote;
		const build = await buildPeer(await remoteConfiguration(remote, join(assets, name), join(sources, name)));
		const start = under(name, build('start'));
		const page = under(name, build('page'));
		imports[`${name}/start`] = `/assets/${lastOf(start)}`;
		const code = await Promise.all(
			[...start.modules, ...page.modules].map((file) => readFile(join(assets, file), 'utf8')),
		);
		const consumed = shared.filter(({ request }) => code.some((text) => text.includes(`from"${request}"`)));
		routes[manifest.routePrefix] = merge(start, page, ...consumed.map((module) => host(module.name)));
	}
	return { entry: lastOf(main), first: main, routes, imports };
};

interface SharedEntry {
	request: string;
	/** Of its entry in the host's build. */
	name: string;
	file: string;
	always: boolean;
}

/** An entry for each shared module. Those in CommonJS are given their names one by one, as an ES module must. */
const writeShared = async (folder: string): Promise<SharedEntry[]> => {
	await mkdir(folder, { recursive: true });
	return Promise.all(
		Object.entries(sharedModules).map(async ([request, { load, import: curated }]) => {
			const name = `shared-${request.replaceAll(/\W+/g, '-')}`;
			const file = join(folder, `${name}.ts`);
			const from = `'${curated === undefined ? request : join(shellFolder, curated)}'`;
			await writeFile(file, await sharedSource(request, from));
			return { request, name, file, always: load === 'always' };
		}),
	);
};

const sharedSource = async (request: string, from: string): Promise<string> => {
	if (!/^react(-dom)?(\/|$)/.test(request))
		return `export * from ${from};\n${request === 'swr' ? `export { default } from ${from};\n` : ''}`;
	const names = Object.keys((await import(request)) as object).filter(
		(name) => /^[a-z]\w*$/i.test(name) && name !== 'default',
	);
	return `import * as all from ${from};\nexport const { ${names.join(', ')} } = all;\nexport default all;\n`;
};

/** What of a build a group of chunks is chosen by. */
interface ChunkContext {
	chunkGraph: { getModuleChunks(module: Module): Iterable<{ name?: string | undefined }> };
}

interface HostOptions {
	assets: string;
	entry: string;
	shared: readonly SharedEntry[];
	remotes: readonly BenchRemote[];
}

/** The shell and what it shares in one build: one copy of each, in the fewest files. */
const hostConfiguration = ({ assets, entry, shared, remotes }: HostOptions): Configuration => {
	const base = withServiceWorker(peerBase(shellFolder, assets, 'es-modules-host'));
	const splitting = base.optimization?.splitChunks || {};
	const first = new Set(['main', ...shared.filter(({ always }) => always).map(({ name }) => name)]);
	const entries = Object.fromEntries(
		shared.map(({ name, file }) => [name, { import: file, library: { type: 'module' as const } }]),
	);
	return {
		...base,
		entry: { main: entry, ...entries },
		externalsType: 'module-import',
		externals: Object.fromEntries(remotes.map(({ name }) => [`${name}/start`, `${name}/start`])),
		optimization: {
			...base.optimization,
			runtimeChunk: 'single',
			splitChunks: {
				...splitting,
				cacheGroups: {
					...splitting.cacheGroups,
					// What every page needs is one file, and taken out of all else.
					first: {
						name: 'first',
						chunks: 'initial',
						test: (module: Module, { chunkGraph }: ChunkContext) =>
							!isEntry(module) && [...chunkGraph.getModuleChunks(module)].some(({ name }) => first.has(name ?? '')),
						minChunks: 1,
						priority: 2,
						enforce: true,
					},
					common: { name: 'common', chunks: 'initial', minChunks: 2, priority: 1, enforce: true },
				},
			},
		},
	};
};

/** Generated, and nothing but names. */
const isEntry = (module: Module): boolean => (module.nameForCondition() ?? '').includes('-source');

const remoteConfiguration = async (
	{ name, folder }: BenchRemote,
	output: string,
	sources: string,
): Promise<Configuration> => {
	await mkdir(sources, { recursive: true });
	const entry = join(sources, 'start.ts');
	// The page is a chunk, which brings its style sheet along; an entry's would be nobody's to add.
	await writeFile(
		entry,
		`export const start = async (context) => (await import(/* webpackChunkName: "page" */ '${join(folder, 'src/expose/start.ts')}')).start(context);\n`,
	);
	const base = peerBase(folder, output, `es-modules-${name}`);
	return {
		...base,
		entry: { start: { import: entry, library: { type: 'module' } } },
		externalsType: 'module-import',
		externals: Object.fromEntries(Object.keys(sharedModules).map((request) => [request, request])),
	};
};

const lastOf = ({ modules }: ModuleAssets): string => modules.at(-1) ?? '';
const under = (folder: string, { modules, styles }: ModuleAssets): ModuleAssets => ({
	modules: modules.map((file) => `${folder}/${file}`),
	styles: styles.map((file) => `${folder}/${file}`),
});
const merge = (...some: readonly ModuleAssets[]): ModuleAssets => ({
	modules: [...new Set(some.flatMap(({ modules }) => modules))],
	styles: [...new Set(some.flatMap(({ styles }) => styles))],
});
