import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hostRuntimeGlobal, hostRuntimeVersion } from './host-runtime.ts';
import { lendHostRuntime } from './lend-host-runtime.ts';

beforeEach(() => vi.resetModules());
afterEach(() => {
	globalThis[hostRuntimeGlobal] = undefined;
});

/** What a container's entry does: it imports the module, which acts while it is imported. */
const takeRuntime = async () => (await import('./of-host.ts')).default as Record<string, Record<string, unknown>>;

/** Everything below that may be written to: what code never replaces on a runtime it shares. */
const writtenTo = (runtime: Record<string, Record<string, unknown>>) => [
	runtime,
	runtime.runtime,
	runtime.bundlerRuntime,
	runtime.bundlerRuntime?.S,
	runtime.bundlerRuntimeOptions,
];

describe('a page with a lending host', () => {
	it('gives each container a runtime that shares nothing it writes to', async () => {
		lendHostRuntime();
		const first = await takeRuntime();
		vi.resetModules();
		const second = await takeRuntime();
		for (const [index, part] of writtenTo(first).entries()) {
			expect(part).toBeTypeOf('object');
			expect(part).not.toBe(writtenTo(second)[index]);
		}
		expect([first.instance, first.initOptions]).toEqual([undefined, undefined]);
	});

	it('runs the code of one and the same runtime in all of them', async () => {
		lendHostRuntime();
		const first = await takeRuntime();
		vi.resetModules();
		const second = await takeRuntime();
		for (const name of ['consumes', 'I', 'installInitialConsumes', 'initContainerEntry']) {
			expect(first.bundlerRuntime?.[name], name).toBeTypeOf('function');
			expect(first.bundlerRuntime?.[name], name).toBe(second.bundlerRuntime?.[name]);
		}
		expect(first.attachShareScopeMap).toBe(second.attachShareScopeMap);
	});

	it('makes an instance of its own for each container, not the host’s again', async () => {
		lendHostRuntime();
		const { runtime } = await takeRuntime();
		const init = runtime?.init as (options: { name: string; remotes: [] }) => object;
		// Plain `init` finds by name what is there, and in a build finds the shell's whatever the name.
		expect(init({ name: 'notes', remotes: [] })).not.toBe(init({ name: 'notes', remotes: [] }));
	});
});

describe('a page that cannot lend', () => {
	const message = 'This page lends no federation runtime of version 1: load the remote from a Flotilla shell.';

	it('has no host: the remote says so', async () => {
		await expect(takeRuntime()).rejects.toThrow(message);
	});

	it('has a host of another make: the remote says so and asks it for nothing', async () => {
		const createBundlerRuntime = vi.fn();
		globalThis[hostRuntimeGlobal] = { version: hostRuntimeVersion + 1, createBundlerRuntime };
		await expect(takeRuntime()).rejects.toThrow(message);
		expect(createBundlerRuntime).not.toHaveBeenCalled();
	});
});
