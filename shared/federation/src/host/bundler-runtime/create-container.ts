import type { ChunkId, ChunkModule, ContainerTables, ModuleId } from './container-tables.ts';
import { loadStyles } from './load-styles.ts';
import { createModuleSystem, type ModuleSystem } from './module-system.ts';
import type { ChunkLoader } from './retry-chunks.ts';

/** What a remote's entry exports: Module Federation's container, as an ES module. */
export interface Container {
	init(shareScope: object, initScope?: object[], options?: object): unknown;
	/** Loads a module that is exposed. Rejects where there is none of that name, or a file of it does not come. */
	get(exposed: string): Promise<() => unknown>;
}

/** What rspack's output has as `__webpack_require__`, where a container is concerned. */
interface Build extends ModuleSystem, Omit<Required<ChunkLoader>, 'federation'> {
	federation: {
		initOptions: {
			name: string;
			shareStrategy: 'loaded-first';
			shared: Record<string, never>;
			remotes: [];
			plugins: [];
		};
	};
	/** The share scope. */
	S: object;
	/** Initialises a share scope. */
	I(shareScopeName: string, initScope?: object[]): unknown;
}

/** The part of a bundler runtime by which modules are shared. */
interface Sharing {
	instance: object | undefined;
	bundlerRuntime: {
		S: object;
		init(options: { webpackRequire: Build }): object;
		I(options: object): unknown;
		consumes(options: object): void;
		initContainerEntry(options: object): unknown;
	};
}

/** `@flotilla/ui/data@^0.1.0` as what the runtime looks it up by. */
const toHandler = (shared: string) => {
	const at = shared.lastIndexOf('@');
	const requiredVersion = shared.slice(at + 1);
	const shareConfig = {
		fixedDependencies: false,
		requiredVersion,
		strictVersion: false,
		singleton: true,
		eager: false,
	};
	return { shareKey: shared.slice(0, at), shareInfo: { shareConfig, scope: ['default'] } };
};

/**
 * What rspack and Module Federation write into each entry, and each time the same: a module system, loaders of chunks
 * and the glue of sharing, around the tables of one build. `runtime` has to be the container's own: it is written to.
 */
export const createContainer = (
	{ name, url, load, files, shared, exposes }: ContainerTables,
	runtime: Sharing,
): Container => {
	const { bundlerRuntime } = runtime;
	const sharing = {
		chunkMapping: Object.fromEntries(Object.entries(shared).map(([chunk, requests]) => [chunk, Object.keys(requests)])),
		moduleToHandlerMapping: Object.fromEntries(
			Object.values(shared)
				.flatMap((requests) => Object.entries(requests))
				.map(([id, request]) => [id, toHandler(request)]),
		),
		installedModules: {},
	};
	const initialised = { initPromises: {}, initTokens: {} };

	/** By file. What did not come is forgotten, and asked for anew. */
	const loads = new Map<string, Promise<unknown>>();
	const once = (file: string, start: () => Promise<unknown>): Promise<unknown> => {
		const known = loads.get(file);
		if (known !== undefined) return known;
		const loading = start();
		loads.set(file, loading);
		loading.catch(() => loads.delete(file));
		return loading;
	};
	const fileOf = (chunk: ChunkId, ending: string): string => files[chunk]?.find((file) => file.endsWith(ending)) ?? '';

	const build: Build = Object.assign(createModuleSystem(), {
		p: new URL('.', url).href,
		u: (chunk: ChunkId) => fileOf(chunk, '.js'),
		k: (chunk: ChunkId) => fileOf(chunk, '.css'),
		async e(chunk: ChunkId) {
			const promises: Promise<unknown>[] = [];
			bundlerRuntime.consumes({ ...sharing, chunkId: chunk, promises, webpackRequire: build });
			const sheet = fileOf(chunk, '.css');
			if (sheet !== '') {
				const start = () => loadStyles({ url: build.p + build.k(chunk), name: `flotilla-${name}:chunk-${chunk}` });
				promises.push(once(sheet, start));
			}
			const file = fileOf(chunk, '.js');
			if (file !== '') {
				const start = async () =>
					Object.assign(build.m, ((await load(`./${build.u(chunk)}`)) as ChunkModule).__webpack_modules__);
				promises.push(once(file, start));
			}
			await Promise.all(promises);
		},
		S: bundlerRuntime.S,
		I: (shareScopeName: string, initScope?: object[]) =>
			bundlerRuntime.I({ ...initialised, shareScopeName, initScope, webpackRequire: build }),
		federation: Object.assign(runtime, {
			initOptions: { name, shareStrategy: 'loaded-first' as const, shared: {}, remotes: [] as [], plugins: [] as [] },
		}),
	});
	runtime.instance = bundlerRuntime.init({ webpackRequire: build });

	return {
		init: (shareScope, initScope, remoteEntryInitOptions) =>
			bundlerRuntime.initContainerEntry({
				shareScope,
				initScope,
				remoteEntryInitOptions,
				shareScopeKey: 'default',
				webpackRequire: build,
			}),
		async get(exposed) {
			const [module, ...chunks]: (ModuleId | undefined)[] = Object.hasOwn(exposes, exposed)
				? (exposes[exposed] ?? [])
				: [];
			if (module === undefined) throw new Error(`Module "${exposed}" does not exist in container.`);
			await Promise.all(chunks.map((chunk) => build.e(chunk as ChunkId)));
			return () => build(module);
		},
	};
};
