import { expect, test } from 'vitest';
import { copiesOf } from './shared-modules.model.ts';

const module = (request: string, version: string, isLoaded = true) => ({
	...{ request, version, isLoaded, provider: 'shell', users: [] },
});

test('a module that was loaded in two versions has copies, one that is only offered twice has none', () => {
	const modules = [
		module('react', '19.3.1'),
		module('swr', '2.5.1'),
		module('swr', '2.4.0'),
		module('x', '1.0.0', false),
	];
	expect([...copiesOf(modules)]).toEqual(['swr']);
	expect([...copiesOf([module('react', '19.3.1'), module('react', '19.2.0', false)])]).toEqual([]);
});
