/**
 * The federation runtime that the shell lends to remotes, so that none of them ships its own
 * (33 KB compressed each by default).
 *
 * A remote's entry is compiled against `@module-federation/webpack-bundler-runtime`; our build
 * replaces that module by `of-host.ts`, which asks the global below. A version rides along: a
 * remote built against another major of the hand-over is told so instead of failing oddly.
 */
export const hostRuntimeGlobal = '__FLOTILLA_FEDERATION_RUNTIME__';

/** Raised when what is handed over changes its shape. */
export const hostRuntimeVersion = 1;

export interface HostRuntime {
	version: number;
	/** A bundler runtime of its own for each container: parts of it are written to. */
	createBundlerRuntime(): object;
}

declare global {
	// A `var` is what TypeScript needs to type a property of globalThis.
	var __FLOTILLA_FEDERATION_RUNTIME__: HostRuntime | undefined;
}
