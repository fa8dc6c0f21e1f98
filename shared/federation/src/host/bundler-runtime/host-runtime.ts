import type { ContainerTables } from './container-tables.ts';
import type { Container } from './create-container.ts';

/**
 * The federation runtime that the shell lends to remotes, so that none of them ships its own
 * (33 KB compressed each by default).
 *
 * A published remote's entry is its tables alone, and has a container made of them. One that has a module system of
 * its own, as of a build that is watched, is compiled against `of-host.ts` in place of
 * `@module-federation/webpack-bundler-runtime`. Both ask the global below. Versions ride along: a remote built against
 * another major of the hand-over is told so instead of failing oddly.
 */
export const hostRuntimeGlobal = '__FLOTILLA_FEDERATION_RUNTIME__';

/** Raised when what `createBundlerRuntime` hands over changes its shape. */
export const hostRuntimeVersion = 1;

/**
 * Raised when `ContainerTables` change, or what the modules of a build ask for. A shell may lend for several: remotes
 * stay as they were built when it is deployed.
 */
export const containerVersion = 1;

export interface HostRuntime {
	version: number;
	/** A bundler runtime of its own for each container: parts of it are written to. */
	createBundlerRuntime(): object;
	/** By version. Shells of before there were any lend none. */
	containers?: Record<number, (tables: ContainerTables) => Container>;
}

declare global {
	// A `var` is what TypeScript needs to type a property of globalThis.
	var __FLOTILLA_FEDERATION_RUNTIME__: HostRuntime | undefined;
}
