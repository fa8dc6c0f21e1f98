import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Compiler, Configuration } from '@rspack/core';
import { runBuild } from './run-build.ts';

interface Options {
	/** A script that gives the page a federation runtime, unless it has one. */
	lender: string;
	/** What the app is built with. */
	base: Configuration;
}

/** The start of its name among the files of the build. */
export const portableEntryName = 'portable-entry';

/**
 * Adds a second entry to a remote, for hosts that are no Flotilla shell: it brings the federation runtime along (24 KB
 * compressed), which a shell would lend, and hands on what the remote's own entry exports. No shell loads it.
 */
export class PortableEntryPlugin {
	readonly #options: Options;

	constructor(options: Options) {
		this.#options = options;
	}

	apply(compiler: Compiler): void {
		const { Compilation, sources } = compiler.rspack;
		compiler.hooks.thisCompilation.tap('PortableEntryPlugin', (compilation) => {
			compilation.hooks.processAssets.tapPromise(
				// After content hashes are final: it names the remote's own entry.
				{ name: 'PortableEntryPlugin', stage: Compilation.PROCESS_ASSETS_STAGE_REPORT },
				async () => {
					const entry = Object.keys(compilation.assets).find((name) => /^remote-entry\.[0-9a-f]+\.js$/.test(name));
					// A build with errors has none, and says so.
					if (entry === undefined) return;
					const lend = await this.#build();
					const hand = `const container = await import('./${entry}');\nexport const { init, get } = container;\n`;
					const source = `${lend}\n${hand}`;
					const hash = createHash('sha256').update(source).digest('hex').slice(0, 16);
					compilation.emitAsset(`${portableEntryName}.${hash}.js`, new sources.RawSource(source));
				},
			);
		});
	}

	async #build(): Promise<string> {
		const { lender, base } = this.#options;
		const folder = await mkdtemp(join(tmpdir(), 'flotilla-portable-'));
		try {
			await runBuild({
				...base,
				name: portableEntryName,
				entry: { [portableEntryName]: lender },
				// A function of its own: what it declares is nothing to the lines below it.
				output: { path: folder, filename: '[name].js', module: false, chunkFormat: 'array-push', iife: true },
				optimization: { ...base.optimization, splitChunks: false, runtimeChunk: false },
				plugins: [],
			});
			return await readFile(join(folder, `${portableEntryName}.js`), 'utf8');
		} finally {
			await rm(folder, { recursive: true, force: true });
		}
	}
}
