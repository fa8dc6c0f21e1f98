import { createInstance } from '@module-federation/runtime';
import { createBundlerRuntime } from './create-bundler-runtime.ts';
import { createContainer } from './create-container.ts';
import { containerVersion, hostRuntimeGlobal, hostRuntimeVersion } from './host-runtime.ts';

// A container makes an instance of its own; plain `init` would hand it the shell's,
// because the shell's build identifier is compiled into this copy of the runtime.
const createOwnRuntime = () => createBundlerRuntime(createInstance);

/**
 * Lends this page's federation runtime to the remotes it is about to load.
 * Has to be called before the first of them.
 */
export const lendHostRuntime = (): void => {
	globalThis[hostRuntimeGlobal] = {
		version: hostRuntimeVersion,
		createBundlerRuntime: createOwnRuntime,
		containers: { [containerVersion]: (tables) => createContainer(tables, createOwnRuntime()) },
	};
};
