import { expect, it } from 'vitest';
import { createModuleSystem } from './module-system.ts';

it('runs a module once, when it is first asked for, and gives it what it asks for', () => {
	const require = createModuleSystem();
	const ran: string[] = [];
	Object.assign(require.m, {
		1(module: { exports: unknown }, _exports: object, ask: (id: number) => string) {
			ran.push('one');
			module.exports = `one and ${ask(2)}`;
		},
		2(module: { exports: unknown }) {
			ran.push('two');
			module.exports = 'two';
		},
	});
	expect(ran).toEqual([]);
	expect([require(1), require(1), require(2)]).toEqual(['one and two', 'one and two', 'two']);
	expect(ran).toEqual(['one', 'two']);
});

it('gives a module that is still running as far as it is: modules may ask for each other', () => {
	const require = createModuleSystem();
	Object.assign(require.m, {
		1(_module: object, exports: Record<string, unknown>, ask: (id: number) => object) {
			exports.early = true;
			exports.other = ask(2);
		},
		2(module: { exports: unknown }, _exports: object, ask: (id: number) => object) {
			module.exports = { ...ask(1) };
		},
	});
	expect(require(1)).toEqual({ early: true, other: { early: true } });
});

it('says which module it lacks', () => {
	expect(() => createModuleSystem()(77)).toThrow('The build has no module 77');
});

it('d: exports are live, listed, and not defined twice', () => {
	const { d } = createModuleSystem();
	const exports = {} as Record<string, unknown>;
	let count = 1;
	d(exports, { count: () => count });
	d(exports, { count: () => 'another' }, { fixed: 'value' });
	count = 2;
	expect({ ...exports }).toEqual({ count: 2, fixed: 'value' });
});

it('n: the default of an ES module, and a CommonJS module as such', () => {
	const { n, r } = createModuleSystem();
	const namespace = { default: 'its default' };
	r(namespace);
	expect([n(namespace)(), n(namespace).a]).toEqual(['its default', 'its default']);
	const commonJs = () => {};
	expect([n(commonJs)(), n(commonJs).a, n(undefined)()]).toEqual([commonJs, commonJs, undefined]);
});

it('r: what is marked says that it is a module', () => {
	const namespace = {};
	createModuleSystem().r(namespace);
	expect([String(namespace), Reflect.get(namespace, '__esModule')]).toEqual(['[object Module]', true]);
});

it('t: a CommonJS module as a namespace, with its properties where they are asked for', () => {
	const require = createModuleSystem();
	class Parent {
		inherited() {
			return 'inherited';
		}
	}
	const commonJs = Object.assign(new Parent(), { own: 'own' });
	require.m[1] = (module) => {
		module.exports = commonJs;
	};
	const all = require.t(1, 1 | 2) as Record<string, unknown>;
	expect([all.own, all.inherited, all.default]).toEqual(['own', commonJs.inherited, commonJs]);
	expect(Object.keys(require.t(1, 1) as object)).toEqual(['default']);
	expect(require.t(1, 1 | 8)).toBe(commonJs);
});

it('t: what is an ES module, or a promise, is handed on where that is asked for', () => {
	const require = createModuleSystem();
	const namespace = { default: 1 };
	require.r(namespace);
	const promise = Promise.resolve();
	expect(require.t(namespace, 4)).toBe(namespace);
	expect(require.t(promise, 16)).toBe(promise);
	expect((require.t(promise, 2) as { default: unknown }).default).toBe(promise);
	expect((require.t(null, 2) as { default: unknown }).default).toBeNull();
});
