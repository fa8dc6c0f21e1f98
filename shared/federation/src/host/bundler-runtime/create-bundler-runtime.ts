/// <reference path="./untyped-modules.d.ts" />
import { attachShareScopeMap } from '@module-federation/webpack-bundler-runtime/dist/attachShareScopeMap.js';
import { consumes } from '@module-federation/webpack-bundler-runtime/dist/consumes.js';
import { initContainerEntry } from '@module-federation/webpack-bundler-runtime/dist/initContainerEntry.js';
import { initializeSharing } from '@module-federation/webpack-bundler-runtime/dist/initializeSharing.js';
import { installInitialConsumes } from '@module-federation/webpack-bundler-runtime/dist/installInitialConsumes.js';
import type { installOwnModules } from './install-own-modules.ts';
import { type ChunkLoader, retryChunks } from './retry-chunks.ts';

/** Brings the federation instance of one build to life. */
export type StartInstance<Options> = (options: Options) => object;

/** Parts that a build has in a form of its own. Default: none, all are the package's. */
interface OwnParts {
	installInitialConsumes?: (options: Parameters<typeof installOwnModules>[0]) => void;
}

/**
 * What a build is compiled against in place of `@module-federation/webpack-bundler-runtime`: the
 * sharing of modules, out of that package. Left out is what the suite does not use and could not
 * be shaken off: remotes that a build names (a composition names them), loaders for scripts, and
 * shared modules that are shaken at run time.
 *
 * Each caller gets an object of its own, as the build that uses it writes to it.
 */
export const createBundlerRuntime = <Options>(startInstance: StartInstance<Options>, own: OwnParts = {}) => ({
	runtime: { init: startInstance },
	bundlerRuntime: {
		consumes,
		I: initializeSharing,
		// The share scope.
		S: {},
		installInitialConsumes,
		initContainerEntry,
		init({ webpackRequire }: { webpackRequire: ChunkLoader & { federation: { initOptions: Options } } }) {
			// The first that a build asks for, before any of its chunks.
			retryChunks(webpackRequire);
			return startInstance(webpackRequire.federation.initOptions);
		},
		...own,
	},
	attachShareScopeMap,
	instance: undefined,
	initOptions: undefined,
	bundlerRuntimeOptions: {},
});
