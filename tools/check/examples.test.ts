import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readExamples } from '../docs/read-examples.ts';
import { root } from '../suite/build-apps.ts';

it('every example of docs/platform.md compiles under the strict options of the suite', () => {
	const examples = readExamples(join(root, 'docs/platform.md'));
	expect(examples.length).toBeGreaterThan(10);
	const folder = join(root, '.flotilla/examples');
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	for (const [index, { name, extension, code }] of examples.entries()) {
		writeFileSync(join(folder, `${index}-${name.replaceAll(/\W+/g, '-')}.${extension}`), code);
	}
	writeFileSync(
		join(folder, 'tsconfig.json'),
		JSON.stringify({
			extends: '../../tsconfig.base.json',
			compilerOptions: { moduleDetection: 'force' },
			include: ['.'],
		}),
	);
	writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
	const { stdout } = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], {
		encoding: 'utf8',
	});
	expect(stdout).toBe('');
});
