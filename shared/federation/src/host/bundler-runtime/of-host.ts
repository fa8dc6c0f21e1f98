import { hostRuntimeGlobal, hostRuntimeVersion } from './host-runtime.ts';

// Stands in for the bundler runtime inside a remote's entry, see host-runtime.ts. It has to
// act while it is imported: that is the contract of the module it replaces.
const host = globalThis[hostRuntimeGlobal];
if (host?.version !== hostRuntimeVersion) {
	throw new Error(
		`This page lends no federation runtime of version ${hostRuntimeVersion}: load the remote from a Flotilla shell.`,
	);
}

// biome-ignore lint/style/noDefaultExport: the replaced module has a default export
export default host.createBundlerRuntime();
