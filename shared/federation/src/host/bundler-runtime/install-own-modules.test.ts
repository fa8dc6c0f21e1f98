import { expect, it, vi } from 'vitest';
import { installOwnModules } from './install-own-modules.ts';

const install = (getter: () => unknown) => {
	const webpackRequire = { m: {} as Record<string, (module: { exports: unknown }) => void> };
	installOwnModules({
		initialConsumes: ['react'],
		moduleToHandlerMapping: { react: { getter } },
		installedModules: {},
		webpackRequire,
	});
	return () => {
		const module = { exports: undefined as unknown };
		webpackRequire.m.react?.(module);
		return module.exports;
	};
};

it('runs a shared module when it is first asked for, and not before', () => {
	const react = { useState: () => {} };
	const factory = vi.fn(() => react);
	const require = install(() => factory);
	expect(factory).not.toHaveBeenCalled();
	expect(require()).toBe(react);
});

it('says which module the build lacks', () => {
	const require = install(() => undefined);
	expect(require).toThrow("The shell's build does not hold the shared module react");
});
