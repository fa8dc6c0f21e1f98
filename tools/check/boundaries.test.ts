import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { root } from '../suite/build-apps.ts';

let options: ICruiseOptions;
beforeAll(async () => {
	options = await extractOptions(join(root, '.dependency-cruiser.mjs'));
});

const ownPackages = [
	'contracts',
	'i18n',
	'event-bus',
	'api-client',
	'session',
	'ui',
	'data-cache',
	'federation',
	'platform',
	'server',
	'testing',
];
const foreignPackages = [
	'mitt',
	'axios',
	'swr',
	'zustand',
	'icu-minify',
	'@module-federation/runtime',
	'@mantine/core',
	'react',
];

/** Path -> source. */
type Files = Record<string, string>;

/** A workspace like this one, with nothing in its packages but a value each, and these files. */
const createTree = (files: Files): string => {
	const folder = mkdtempSync(join(tmpdir(), 'boundaries-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	const write = (path: string, content: string) => {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), content);
	};
	write('package.json', JSON.stringify({ name: 'tree', workspaces: ['shared/*', 'apps/*', 'e2e'] }));
	mkdirSync(join(folder, 'node_modules/@flotilla'), { recursive: true });
	for (const name of ownPackages) {
		write(
			`shared/${name}/package.json`,
			JSON.stringify({ name: `@flotilla/${name}`, exports: { '.': './src/index.ts', './extra': './src/extra.ts' } }),
		);
		write(`shared/${name}/src/index.ts`, 'export const value = 1;');
		write(`shared/${name}/src/extra.ts`, 'export const extra = 1;');
		symlinkSync(join(folder, 'shared', name), join(folder, 'node_modules/@flotilla', name));
	}
	for (const name of foreignPackages) {
		write(`node_modules/${name}/package.json`, JSON.stringify({ name, exports: './index.js' }));
		write(`node_modules/${name}/index.js`, 'export default 1;');
	}
	for (const name of ['apps/shell', 'apps/users', 'apps/api', 'tools', 'e2e']) write(`${name}/empty.ts`, '');
	for (const [path, content] of Object.entries(files)) write(path, content);
	return folder;
};

/** `<rule>: <importing file>` of everything that is wrong in a tree, checked as `npm run check` checks. */
const violations = async (files: Files): Promise<string[]> => {
	const { output } = await cruise(['apps', 'shared', 'tools', 'e2e'], { ...options, baseDir: createTree(files) });
	const { violations: found } = (output as ICruiseResult).summary;
	return [...new Set(found.map(({ rule, from }) => `${rule.name}: ${from}`))].sort();
};

const imports = (...requests: string[]) => requests.map((request) => `import '${request}';`).join('\n');

const wrong: [rule: string, what: string, files: Files][] = [
	[
		'no-circular',
		'two modules that need each other',
		{
			'apps/users/src/a.ts': "import { b } from './b.ts';\nexport const a = () => b;",
			'apps/users/src/b.ts': "import { a } from './a.ts';\nexport const b = () => a;",
		},
	],
	[
		'no-circular',
		'a circle of types alone',
		{
			'apps/users/src/a.ts': "import type { B } from './b.ts';\nexport interface A { b: B }",
			'apps/users/src/b.ts': "import type { A } from './a.ts';\nexport interface B { a: A }",
		},
	],
	['i18n-stands-alone', 'texts that look up', { 'shared/i18n/src/x.ts': imports('@flotilla/contracts') }],
	['contracts-stand-alone', 'contracts that look up', { 'shared/contracts/src/x.ts': imports('@flotilla/session') }],
	[
		'layer-1-on-contracts-only',
		'a package of layer 1 that uses another',
		{ 'shared/session/src/x.ts': imports('@flotilla/api-client') },
	],
	[
		'layer-1-on-contracts-only',
		'a package of layer 1 that uses the types of another',
		{ 'shared/session/src/x.ts': "import type { value } from '@flotilla/api-client';" },
	],
	[
		'layer-2-on-layer-1',
		'a package of layer 2 that uses another',
		{ 'shared/data-cache/src/x.ts': imports('@flotilla/federation') },
	],
	[
		'layer-2-on-layer-1',
		'a package of layer 2 that looks up',
		{ 'shared/federation/src/x.ts': imports('@flotilla/platform') },
	],
	[
		'nothing-below-knows-an-app',
		'a platform that knows a tool',
		{ 'shared/platform/src/x.ts': imports('../../../tools/empty.ts') },
	],
	[
		'platform-is-the-shells',
		'a remote that brings the platform',
		{ 'apps/users/src/x.ts': imports('@flotilla/platform') },
	],
	[
		'server-on-contracts-only',
		'a server that uses what browsers run',
		{ 'shared/server/src/x.ts': imports('@flotilla/session') },
	],
	[
		'servers-on-server-and-contracts',
		'an API that uses what browsers run',
		{ 'apps/api/src/x.ts': imports('@flotilla/event-bus') },
	],
	['no-server-in-the-browser', 'a page that loads a server', { 'apps/users/src/x.ts': imports('@flotilla/server') }],
	['no-app-to-app', 'an app that uses another', { 'apps/users/src/x.ts': imports('../../shell/empty.ts') }],
	[
		'no-app-to-app',
		'an app that waits for another',
		{ 'apps/users/src/x.ts': "await import('../../shell/empty.ts');" },
	],
	[
		'no-feature-to-feature',
		'a feature that uses another',
		{
			'apps/users/src/features/list-users/x.ts': imports('../edit-user/form.ts'),
			'apps/users/src/features/edit-user/form.ts': '',
		},
	],
	[
		'packages-by-their-front-door',
		'a package entered by its inside',
		{ 'apps/users/src/x.ts': imports('../../../shared/ui/src/index.ts') },
	],
	['testing-only-in-tests', 'a product with fakes in it', { 'apps/users/src/x.ts': imports('@flotilla/testing') }],
	[
		'testing-only-in-tests',
		'a product with what its own tests stand on',
		{ 'shared/session/src/x.ts': imports('./testing/y.ts'), 'shared/session/src/testing/y.ts': '' },
	],
	[
		'testing-only-in-tests',
		'a product with what its own stories stand on',
		{ 'apps/users/src/x.ts': imports('./stories/y.ts'), 'apps/users/src/stories/y.ts': '' },
	],
	...(
		[
			['mitt', 'mitt'],
			['axios', 'axios'],
			['swr', 'swr'],
			['zustand', 'zustand'],
			['icu-minify', 'icu-minify'],
			['module-federation', '@module-federation/runtime'],
			['mantine', '@mantine/core'],
		] as const
	).map(([rule, request]): [string, string, Files] => [
		`one-owner-of-${rule}`,
		`${request} where somebody else owns it`,
		{ 'apps/users/src/x.ts': imports(request) },
	]),
];

describe('the boundaries', () => {
	it.each(wrong)('%s: refuses %s', async (rule, _what, files) => {
		const [culprit = ''] = Object.keys(files);
		expect(await violations(files)).toEqual([`${rule}: ${culprit}`]);
	});

	it('have an example of every rule', () => {
		const rules = options.ruleSet?.forbidden?.map(({ name }) => name);
		expect([...new Set(wrong.map(([rule]) => rule))].sort()).toEqual(rules?.toSorted());
	});

	it('let through whatever goes down, tests and what belongs to its owner', async () => {
		expect(
			await violations({
				'shared/event-bus/src/x.ts': imports('@flotilla/contracts', 'mitt'),
				'shared/api-client/src/x.ts': imports('@flotilla/contracts', 'axios'),
				'shared/session/src/x.ts': imports('@flotilla/contracts', 'zustand', './index.ts'),
				'shared/session/src/x.test.ts': imports('@flotilla/testing'),
				'shared/ui/src/x.ts': imports('@mantine/core'),
				'shared/data-cache/src/x.ts': imports('@flotilla/contracts', '@flotilla/session', 'swr'),
				'shared/data-cache/src/testing/x.ts': imports('@flotilla/testing'),
				'shared/federation/src/x.ts': imports('@flotilla/ui', '@module-federation/runtime'),
				'shared/platform/src/x.ts': imports('@flotilla/data-cache', '@flotilla/federation', '@flotilla/session'),
				'shared/server/src/x.ts': imports('@flotilla/contracts'),
				'apps/api/src/x.ts': imports('@flotilla/contracts', '@flotilla/server'),
				'apps/shell/src/x.ts': imports('@flotilla/platform', '@flotilla/federation'),
				'apps/users/src/app/x.ts': imports('../features/list-users/x.ts', '@flotilla/ui/extra', 'react'),
				'apps/users/src/features/list-users/x.ts': imports('./y.ts', '@flotilla/data-cache'),
				'apps/users/src/features/list-users/y.ts': imports('../../names.ts'),
				'apps/users/src/names.ts': '',
				'apps/users/src/x.stories.tsx': imports('@flotilla/testing'),
				'apps/users/src/standalone.tsx': imports('@flotilla/platform'),
				'tools/x.ts': imports('../apps/shell/empty.ts'),
			}),
		).toEqual([]);
	});
});
