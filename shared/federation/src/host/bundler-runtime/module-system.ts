import type { ModuleFactory, ModuleId } from './container-tables.ts';

/**
 * What the modules of a build are given as `__webpack_require__`, under the names that rspack's output has for its
 * parts; compare `lent-runtime.snapshot.txt` of tools/build, which has what rspack itself writes for them.
 */
export interface ModuleSystem {
	(id: ModuleId): unknown;
	/** The factories of modules. */
	m: Record<ModuleId, ModuleFactory | undefined>;
	/** Modules that ran, or are running. */
	c: Record<ModuleId, { exports: unknown } | undefined>;
	/** Has `exports` give what `getters`, and what `values`, say. */
	d(exports: object, getters: object, values?: object): void;
	/** The getter of a module's default export; a CommonJS module is its own. */
	n(module: unknown): { (): unknown; a: unknown };
	/** Whether a property is the object's own. */
	o(object: object, property: PropertyKey): boolean;
	/** Marks a namespace object. */
	r(exports: object): void;
	/**
	 * The namespace object of what is no ES module. Bits of `mode`: 1 for a module's id in place of the module, 2 for all
	 * properties and not the default alone, 4 and 16 to hand on what is an ES module, or a promise, 8 to hand on the module.
	 */
	t(this: (id: ModuleId) => unknown, value: unknown, mode: number): unknown;
}

const getPrototypeOf = Object.getPrototypeOf as (value: unknown) => unknown;

const isEsModule = (value: unknown): value is { default: unknown } =>
	Boolean((value as { __esModule?: true })?.__esModule);

const define = (exports: object, definitions: object = {}, kind: 'get' | 'value'): void => {
	for (const [name, definition] of Object.entries(definitions)) {
		if (!Object.hasOwn(exports, name)) Object.defineProperty(exports, name, { enumerable: true, [kind]: definition });
	}
};

const d: ModuleSystem['d'] = (exports, getters, values) => {
	define(exports, getters, 'get');
	define(exports, values, 'value');
};

const r: ModuleSystem['r'] = (exports) => {
	Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
	Object.defineProperty(exports, '__esModule', { value: true });
};

const n: ModuleSystem['n'] = (module) => {
	const getter = isEsModule(module) ? () => module.default : () => module;
	d(getter, { a: getter });
	return getter as ReturnType<ModuleSystem['n']>;
};

/** Objects, arrays and functions as such: what they inherit from these is no export. */
const leaves: unknown[] = [null, getPrototypeOf({}), getPrototypeOf([]), getPrototypeOf(getPrototypeOf)];

const t: ModuleSystem['t'] = function (given, mode) {
	const value = mode & 1 ? this(given as ModuleId) : given;
	if (mode & 8) return value;
	if (typeof value === 'object' && value !== null) {
		if (mode & 4 && isEsModule(value)) return value;
		if (mode & 16 && typeof (value as { then?: unknown }).then === 'function') return value;
	}
	const namespace = Object.create(null) as object;
	const getters: Record<string, () => unknown> = {};
	r(namespace);
	if (mode & 2 && (typeof value === 'object' || typeof value === 'function')) {
		for (let level: unknown = value; !leaves.includes(level); level = getPrototypeOf(level)) {
			for (const name of Object.getOwnPropertyNames(level)) {
				getters[name] = () => (value as Record<string, unknown>)[name];
			}
		}
	}
	getters.default = () => value;
	d(namespace, getters);
	return namespace;
};

/** The modules of one build, none of which are there yet. */
export const createModuleSystem = (): ModuleSystem => {
	const m: ModuleSystem['m'] = {};
	const c: ModuleSystem['c'] = {};
	const require = (id: ModuleId): unknown => {
		const known = c[id];
		if (known !== undefined) return known.exports;
		const module = { exports: {} as unknown };
		c[id] = module;
		const factory = m[id];
		if (factory === undefined) throw new TypeError(`The build has no module ${id}, or not yet`);
		factory(module, module.exports, require as never);
		return module.exports;
	};
	return Object.assign(require, { m, c, d, n, o: Object.hasOwn, r, t });
};
