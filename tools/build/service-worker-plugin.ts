import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Compiler, Configuration } from '@rspack/core';
import { runBuild } from './run-build.ts';

interface Options {
	/** The worker's own source. */
	entry: string;
	/** What the app is built with. */
	base: Configuration;
}

/** The start of the worker's name among the files of the build. */
export const serviceWorkerName = 'service-worker';

/**
 * Adds the service worker to the app's files: one script that imports nothing, as a worker without modules runs in
 * every browser. A build of its own, as it shares no module with the page, and no federation runtime.
 */
export class ServiceWorkerPlugin {
	readonly #options: Options;

	constructor(options: Options) {
		this.#options = options;
	}

	apply(compiler: Compiler): void {
		const { Compilation, sources } = compiler.rspack;
		compiler.hooks.thisCompilation.tap('ServiceWorkerPlugin', (compilation) => {
			compilation.hooks.processAssets.tapPromise(
				{ name: 'ServiceWorkerPlugin', stage: Compilation.PROCESS_ASSETS_STAGE_ADDITIONS },
				async () => {
					const script = await this.#build();
					const hash = createHash('sha256').update(script).digest('hex').slice(0, 16);
					// It is small already; a second pass of the minifier would change what its name says.
					compilation.emitAsset(`${serviceWorkerName}.${hash}.js`, new sources.RawSource(script), { minimized: true });
				},
			);
		});
	}

	async #build(): Promise<string> {
		const { entry, base } = this.#options;
		const folder = await mkdtemp(join(tmpdir(), 'flotilla-worker-'));
		try {
			await runBuild({
				...base,
				name: serviceWorkerName,
				target: ['webworker', 'es2024'],
				entry: { [serviceWorkerName]: entry },
				output: { path: folder, filename: '[name].js', module: false, chunkFormat: 'array-push', iife: true },
				optimization: { ...base.optimization, splitChunks: false, runtimeChunk: false },
				plugins: [],
			});
			return await readFile(join(folder, `${serviceWorkerName}.js`), 'utf8');
		} finally {
			await rm(folder, { recursive: true, force: true });
		}
	}
}
