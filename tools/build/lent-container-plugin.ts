import type { Chunk, Compilation, Compiler } from '@rspack/core';
import type { ContainerTables } from '../../shared/federation/src/host/bundler-runtime/container-tables.ts';
import { containerVersion, hostRuntimeGlobal } from '../../shared/federation/src/host/bundler-runtime/host-runtime.ts';
import { checkIsLent } from './lent-runtime.ts';
import { type BuildTables, readTables } from './read-tables.ts';

interface Options {
	/** The app's name, which the chunk of its container has as well. */
	app: string;
}

/**
 * Leaves in a remote's entry what this build alone has: which chunks and files there are, and which shared modules they
 * ask for. All else is the same text in each entry, and is lent by the shell (`createContainer` of `@flotilla/federation`).
 *
 * An entry with something in it that no shell lends stays as it is. It runs as well, is larger, and the build warns of it.
 */
export class LentContainerPlugin {
	readonly #options: Options;

	constructor(options: Options) {
		this.#options = options;
	}

	apply(compiler: Compiler): void {
		const { app } = this.#options;
		const { Compilation, sources, WebpackError, rspackVersion } = compiler.rspack;
		compiler.hooks.thisCompilation.tap('LentContainerPlugin', (compilation) => {
			const requirements = new Set<string>();
			const runtime = new Map<string, string>();
			compilation.hooks.additionalTreeRuntimeRequirements.tap('LentContainerPlugin', (chunk, required) => {
				if (chunk.name === app) for (const name of required) requirements.add(name);
			});
			compilation.hooks.runtimeModule.tap('LentContainerPlugin', (part, chunk) => {
				if (chunk.name === app) runtime.set(part.name, String(part.source?.source));
			});
			compilation.hooks.processAssets.tapPromise(
				// Before the minifier, and before content hashes are final.
				{ name: 'LentContainerPlugin', stage: Compilation.PROCESS_ASSETS_STAGE_OPTIMIZE },
				async () => {
					const chunk = [...compilation.chunks].find(({ name }) => name === app);
					const entry = [...(chunk?.files ?? [])].find((file) => file.endsWith('.js'));
					// A build with errors has none, and says so.
					if (chunk === undefined || entry === undefined) return;
					const modules = [...compilation.chunkGraph.getChunkModules(chunk)].map((module) => module.identifier());
					try {
						checkIsLent({ rspackVersion, requirements, runtime, modules });
						const tables = await readTables({ runtime, files: filesBeside(compilation, chunk) });
						compilation.updateAsset(entry, new sources.RawSource(describeEntry(app, tables)));
					} catch (error) {
						const why = error instanceof Error ? error.message : String(error);
						compilation.warnings.push(new WebpackError(`The entry of ${app} keeps a runtime of its own: ${why}.`));
					}
				},
			);
		});
	}
}

const filesBeside = (compilation: Compilation, entry: Chunk): ContainerTables['files'] => {
	const others = [...compilation.chunks].filter(({ id, files }) => id !== entry.id && files.size > 0);
	// The script first: the same build has the same text.
	return Object.fromEntries(
		others.map(({ id, files }) => [
			id,
			[...files].sort((a, b) => Number(b.endsWith('.js')) - Number(a.endsWith('.js'))),
		]),
	);
};

const refusal = `This page lends no container of version ${containerVersion}: load the remote from a Flotilla shell that does.`;

const describeEntry = (app: string, { files, shared, exposes }: BuildTables): string => `
const create = globalThis.${hostRuntimeGlobal}?.containers?.[${containerVersion}];
if (!create) throw new Error(${JSON.stringify(refusal)});
export const { init, get } = create({
	name: ${JSON.stringify(app)},
	url: import.meta.url,
	load: (file) => import(file),
	files: ${JSON.stringify(files)},
	shared: ${JSON.stringify(shared)},
	exposes: ${JSON.stringify(exposes)},
});
`;
