import { createInstance } from '@module-federation/runtime';
import { attachShareScopeMap, bundlerRuntime } from '@module-federation/webpack-bundler-runtime';
import { initContainerEntry } from '@module-federation/webpack-bundler-runtime/dist/initContainerEntry.js';
import { hostRuntimeGlobal, hostRuntimeVersion } from './host-runtime.ts';

/**
 * Lends this page's federation runtime to the remotes it is about to load.
 * Has to be called before the first of them.
 */
export const lendHostRuntime = (): void => {
	globalThis[hostRuntimeGlobal] = {
		version: hostRuntimeVersion,
		createBundlerRuntime: () => ({
			// A container makes an instance of its own; plain `init` would hand it the shell's,
			// because the shell's build identifier is compiled into this copy of the runtime.
			runtime: { init: createInstance },
			// `S` is the container's share scope. `initContainerEntry` is compiled out of a build
			// that exposes nothing, as the shell's, and so comes from its own module.
			bundlerRuntime: { ...bundlerRuntime, S: {}, initContainerEntry },
			attachShareScopeMap,
			instance: undefined,
			initOptions: undefined,
			bundlerRuntimeOptions: {},
		}),
	};
};
