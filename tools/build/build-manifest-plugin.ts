import {
	type BuildManifest,
	buildManifestFile,
	type ModuleAssets,
	type RemoteManifest,
	type ShellPlatform,
} from '@flotilla/contracts';
import type { ApiContract } from '@flotilla/contracts/open-api';
import type { Compilation, Compiler } from '@rspack/core';
import { serviceWorkerName } from './service-worker-plugin.ts';
import { UsedEndpointsPlugin } from './used-endpoints-plugin.ts';

type ChunkGroup = Compilation['chunkGroups'][number];

interface Options {
	app: string;
	/** Set for the shell: what its pages run before they first paint. */
	bootScript?: string | undefined;
	/** Set for the shell: what it gives beside shared modules. */
	platform?: ShellPlatform | undefined;
	/** JSON Schemas of the events it raises or listens to. */
	eventSchemas?: BuildManifest['eventSchemas'];
	/** Set for a remote: its manifest. Without it the build is the shell's. */
	remote?: RemoteManifest | undefined;
	/** Name of the entrypoint (shell) or of the container's chunk (remote). */
	entryName: string;
	/** Names of the chunk groups whose files the app needs before it can start. */
	initialNames: readonly string[];
	/** Request -> range of every shared module a remote may ask for; those it does are written down. */
	consumes: Record<string, string>;
	/** Request -> version, and the file it comes from when it is not in the first load (shell). */
	provides: Record<string, { version: string; onDemand: string | undefined }>;
}

/**
 * Chunks that an app imports by itself once it has started: those that it gives such a name (`webpackChunkName`), and the
 * texts of whoever does not read English, see `translations` of `rspack.config.base.ts`.
 */
const soonName = /^(?:soon-.+|messages-[a-z]+)$/;

/** Writes `flotilla-build.json`, the build's description of itself that `flotilla publish` reads. */
export class BuildManifestPlugin {
	readonly #options: Options;

	constructor(options: Options) {
		this.#options = options;
	}

	apply(compiler: Compiler): void {
		const { Compilation, sources } = compiler.rspack;
		let calls: ApiContract | undefined;
		new UsedEndpointsPlugin({
			onFound: (contract) => {
				calls = contract;
			},
		}).apply(compiler);
		compiler.hooks.thisCompilation.tap('BuildManifestPlugin', (compilation) => {
			compilation.hooks.processAssets.tap(
				// After content hashes are final: the names written here are the names served.
				{ name: 'BuildManifestPlugin', stage: Compilation.PROCESS_ASSETS_STAGE_REPORT },
				() => {
					const manifest = JSON.stringify({ ...this.#describe(compilation), ...(calls && { calls }) }, null, '\t');
					compilation.emitAsset(buildManifestFile, new sources.RawSource(manifest));
				},
			);
		});
	}

	#describe(compilation: Compilation): Omit<BuildManifest, 'calls'> {
		const { app, bootScript, platform, eventSchemas, remote, entryName, initialNames, consumes, provides } =
			this.#options;
		const entryChunk = compilation.namedChunkGroups.get(entryName)?.chunks.find((chunk) => chunk.name === entryName);
		const entry = [...(entryChunk?.files ?? [])].find((file) => file.endsWith('.js'));
		if (entry === undefined) throw new Error(`The build of ${app} has no entry chunk named ${entryName}`);

		const serviceWorker = Object.keys(compilation.assets).find((name) => name.startsWith(`${serviceWorkerName}.`));
		const initial = initialNames.map((name) => namedGroup(compilation, name));
		const merged = initial.map(filesOf);
		const unique = (files: string[]) => [...new Set(files)].filter((file) => file !== entry);
		return {
			schemaVersion: 1,
			app,
			kind: remote === undefined ? 'shell' : 'remote',
			entry,
			initial: {
				modules: unique(merged.flatMap((assets) => assets.modules)),
				styles: unique(merged.flatMap((assets) => assets.styles)),
			},
			soon: filesNamed(compilation, soonName),
			...describeConsumed(compilation, { consumes, initial }),
			provides: Object.fromEntries(
				Object.entries(provides).map(([request, { version, onDemand }]) => [
					request,
					{
						version,
						assets: onDemand === undefined ? { modules: [], styles: [] } : filesOf(groupWith(compilation, onDemand)),
					},
				]),
			),
			...(platform === undefined ? {} : { platform }),
			...(eventSchemas === undefined ? {} : { eventSchemas }),
			...(bootScript === undefined ? {} : { bootScript }),
			...(serviceWorker === undefined ? {} : { serviceWorker }),
			...(remote === undefined ? {} : { remote }),
		};
	}
}

interface Consumed {
	/** Request -> range of every shared module it may ask for. */
	consumes: Record<string, string>;
	/** What is loaded before it starts. */
	initial: readonly ChunkGroup[];
}

/** Which of the shared modules something in the build imports, and which of those only what is loaded later does. */
const describeConsumed = (
	compilation: Compilation,
	{ consumes, initial }: Consumed,
): Pick<BuildManifest, 'consumes' | 'consumesLater'> => {
	const initialChunks = new Set(initial.flatMap(({ chunks }) => chunks.map(({ id }) => id)));
	const used = new Set<string>();
	const usedAtOnce = new Set<string>();
	for (const module of compilation.modules) {
		if (module.type !== 'consume-shared-module') continue;
		// `consume shared module (default) @flotilla/ui/data@^0.1.0 (strict)`
		const request = /^consume shared module \(\w+\) (.+)@[^@]*$/.exec(module.identifier())?.[1];
		if (request === undefined) continue;
		used.add(request);
		const chunks = [...compilation.chunkGraph.getModuleChunks(module)];
		if (chunks.some(({ id }) => initialChunks.has(id))) usedAtOnce.add(request);
	}
	const consumed = Object.entries(consumes).filter(([request]) => used.has(request));
	const later = consumed.map(([request]) => request).filter((request) => !usedAtOnce.has(request));
	return { consumes: Object.fromEntries(consumed), ...(later.length === 0 ? {} : { consumesLater: later }) };
};

const namedGroup = (compilation: Compilation, name: string): ChunkGroup => {
	const group = compilation.namedChunkGroups.get(name);
	if (group === undefined) throw new Error(`The build has no chunk group named ${name}`);
	return group;
};

/** The group that is loaded for the module of a file; of several the smallest, which is loaded for little else. */
const groupWith = (compilation: Compilation, file: string): ChunkGroup => {
	const chunks = [...compilation.modules]
		.filter((module) => module.nameForCondition() === file)
		.flatMap((module) => [...compilation.chunkGraph.getModuleChunks(module)])
		.map((chunk) => chunk.id);
	const [group] = [...compilation.chunkGroups]
		.filter((candidate) => candidate.chunks.some((chunk) => chunks.includes(chunk.id)))
		.sort((a, b) => a.chunks.length - b.chunks.length);
	if (group === undefined) throw new Error(`The build has no chunk with ${file}`);
	return group;
};

const filesOf = (group: ChunkGroup): ModuleAssets => splitByKind(group.getFiles());

/** The files of all chunks with such a name. */
const filesNamed = (compilation: Compilation, name: RegExp): ModuleAssets =>
	splitByKind(
		[...compilation.chunks]
			.filter((chunk) => name.test(chunk.name ?? ''))
			.flatMap(({ files }) => [...files])
			.sort(),
	);

const splitByKind = (files: readonly string[]): ModuleAssets => ({
	modules: files.filter((file) => file.endsWith('.js')),
	styles: files.filter((file) => file.endsWith('.css')),
});
