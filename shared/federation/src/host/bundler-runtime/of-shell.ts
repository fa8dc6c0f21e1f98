import { init } from '@module-federation/runtime';
import { createBundlerRuntime } from './create-bundler-runtime.ts';
import { installOwnModules } from './install-own-modules.ts';

// Stands in for the bundler runtime inside the shell, see create-bundler-runtime.ts.
// biome-ignore lint/style/noDefaultExport: the replaced module has a default export
export default createBundlerRuntime(init, { installInitialConsumes: installOwnModules });
