import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ContainerTables, ModuleFactory } from './container-tables.ts';
import type { Container } from './create-container.ts';
import { containerVersion, hostRuntimeGlobal } from './host-runtime.ts';
import { lendHostRuntime } from './lend-host-runtime.ts';

type Require = ((id: number) => unknown) & {
	d(exports: object, getters: object): void;
	e(chunk: number): Promise<void>;
};
type Module = (module: object, exports: object, require: Require) => void;

const react = { version: '19.3.1' };

/** Chunk 1 has the shared module, 2 what is exposed and a part that comes later, 3 that part. */
const modules: Record<string, Record<number, Module>> = {
	'./start.js': {
		20(_module, exports, require) {
			require.d(exports, { react: () => require(10), later: () => () => require.e(3).then(() => require(30)) });
		},
	},
	'./3.js': {
		30(_module, exports) {
			Object.assign(exports, { late: true });
		},
	},
};

/** A container as a build's entry has it made, and what it imported. */
const open = ({ missing = [], name = 'users' }: { missing?: string[]; name?: string } = {}) => {
	const imported: string[] = [];
	const absent = [...missing];
	const tables: ContainerTables = {
		name,
		url: `https://flotilla.test/assets/${name}/remote-entry.js?attempt=1`,
		async load(file) {
			imported.push(file);
			if (absent[0] === file.replace(/\?.*/, '')) {
				absent.shift();
				throw new TypeError(`Failed to fetch ${file}`);
			}
			return { __webpack_modules__: modules[file.replace(/\?.*/, '')] as unknown as Record<number, ModuleFactory> };
		},
		files: { 2: ['start.js'], 3: ['3.js'] },
		shared: { 1: { 10: 'react@^19.0.0' } },
		exposes: { './start': [20, 1, 2] },
	};
	const container = globalThis[hostRuntimeGlobal]?.containers?.[containerVersion]?.(tables) as Container;
	return { container, imported };
};

const get = vi.fn(async () => () => react);
const shareScope = (version = '19.3.1') => ({
	react: {
		[version]: { version, from: 'shell', get, loaded: true, lib: () => react, shareConfig: { singleton: true } },
	},
});

/** As a shell initialises what it has imported. */
const initialise = (container: Container, scope: object = shareScope()) =>
	container.init(scope, [], { shareScopeKeys: 'default', shareScopeMap: { default: scope } });

const startOf = async (container: Container) =>
	(await container.get('./start'))() as { react: object; later(): Promise<object> };

beforeEach(() => {
	vi.stubGlobal('document', { baseURI: 'https://flotilla.test/', querySelectorAll: () => [] });
	lendHostRuntime();
});
afterEach(() => {
	globalThis[hostRuntimeGlobal] = undefined;
	vi.unstubAllGlobals();
	vi.useRealTimers();
});

it('gives what is exposed, with the shared modules of who initialised it', async () => {
	const { container, imported } = open();
	await initialise(container);
	expect((await startOf(container)).react).toBe(react);
	expect(imported).toEqual(['./start.js']);
});

it('imports a chunk when it is asked for, and once', async () => {
	const { container, imported } = open();
	await initialise(container);
	const { later } = await startOf(container);
	const [first, second] = await Promise.all([later(), later()]);
	expect(first).toEqual({ late: true });
	expect(second).toBe(first);
	expect((await startOf(container)).later).toBeTypeOf('function');
	expect(imported).toEqual(['./start.js', './3.js']);
});

it('asks once more for a chunk that does not come, by another address', async () => {
	vi.useFakeTimers();
	const { container, imported } = open({ missing: ['./3.js'] });
	await initialise(container);
	const { later } = await startOf(container);
	const loaded = later();
	await vi.advanceTimersByTimeAsync(1_000);
	expect(await loaded).toEqual({ late: true });
	expect(imported).toEqual(['./start.js', './3.js', './3.js?attempt=1']);
});

it('asks again, when it is told to, for one that was missing twice', async () => {
	vi.useFakeTimers();
	const { container } = open({ missing: ['./3.js', './3.js'] });
	await initialise(container);
	const { later } = await startOf(container);
	const failed = expect(later()).rejects.toThrow('Failed to fetch ./3.js');
	await vi.advanceTimersByTimeAsync(1_000);
	await failed;
	expect(await later()).toEqual({ late: true });
});

it('says what it does not expose', async () => {
	const { container } = open();
	for (const name of ['./stop', 'toString']) {
		await expect(container.get(name)).rejects.toThrow(`Module "${name}" does not exist in container.`);
	}
});

it('says which shared module nobody gives, when the code that asks for it runs', async () => {
	const { container } = open();
	await initialise(container, {});
	const start = await startOf(container);
	expect(() => start.react).toThrow('react');
});

it('shares nothing with another container but what both are given', async () => {
	const [one, other] = [open(), open({ name: 'notes' })];
	await initialise(one.container);
	await initialise(other.container);
	const [first, second] = [await startOf(one.container), await startOf(other.container)];
	expect(first).not.toBe(second);
	expect(first.react).toBe(second.react);
	expect([one.imported, other.imported]).toEqual([['./start.js'], ['./start.js']]);
});
